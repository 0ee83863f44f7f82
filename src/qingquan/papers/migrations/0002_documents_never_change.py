from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_first_tables")]
    operations = [statements("papers", "documents")]
