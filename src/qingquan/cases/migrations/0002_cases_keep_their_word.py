from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_first_tables"), ("ledger", "0002_append_only")]
    operations = [statements("cases", "case"), statements("cases", "advance")]
