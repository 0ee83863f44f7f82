"""What the check found stays as it was found."""

from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("crosscheck", "0001_first_tables")]

    operations = [statements("crosscheck", "kept")]
