from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0001_first_tables"),
        ("catalogue", "0002_versions_keep_their_word"),
        ("ledger", "0003_kept_tables_are_not_emptied"),
    ]
    operations = [statements("fees", "bill")]
