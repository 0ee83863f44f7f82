from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("forfeits", "0001_first_tables"),
        ("fees", "0002_bills_keep_their_word"),
        ("cases", "0007_settled_at_receipt"),
        ("catalogue", "0004_a_post_may_take_anothers_part"),
        ("papers", "0004_files_never_change"),
        ("ledger", "0003_kept_tables_are_not_emptied"),
    ]
    operations = [statements("forfeits", "guards")]
