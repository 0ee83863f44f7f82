from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_fewer_indexes")]
    operations = [statements("cases", "hold")]
