from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_first_tables")]
    operations = [statements("procedures", "stored_procedure")]
