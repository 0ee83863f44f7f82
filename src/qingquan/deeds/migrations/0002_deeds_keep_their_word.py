from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("deeds", "0001_first_tables"),
        ("catalogue", "0002_versions_keep_their_word"),
        ("places", "0002_county"),
    ]
    operations = [statements("deeds", "guards")]
