from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("leaner", "0001_first_tables"),
        ("catalogue", "0002_versions_keep_their_word"),
        ("campaign", "0001_first_tables"),
    ]
    operations = [statements("leaner", "cut")]
