from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("adjustment", "0001_first_tables"),
        ("ledger", "0003_kept_tables_are_not_emptied"),
    ]
    operations = [statements("adjustment", "way")]
