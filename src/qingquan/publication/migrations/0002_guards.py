from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_first_tables")]

    operations = [statements("publication", "batch"), statements("publication", "legacy")]
