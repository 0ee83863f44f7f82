from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_versions_keep_their_word"),
        ("statutes", "0001_first_tables"),
    ]

    operations = [statements("catalogue", "citing")]
