from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_fewer_indexes"), ("ledger", "0003_kept_tables_are_not_emptied")]
    operations = [statements("papers", "kept")]
