from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [statements("ledger", "emptying")]
