from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    # The functions are made anew as they now read; a county that has just begun makes them twice.
    dependencies = [
        ("leaner", "0002_promises_are_cut"),
        ("campaign", "0001_first_tables"),
    ]
    operations = [statements("leaner", "cut")]
