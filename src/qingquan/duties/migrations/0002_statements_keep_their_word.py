from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_first_tables")]
    operations = [statements("duties", "statements")]
