from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_answers_are_sealed"), ("ledger", "0003_kept_tables_are_not_emptied")]
    operations = [statements("cases", "kept")]
