from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0001_first_tables"),
        ("cases", "0007_settled_at_receipt"),
        ("ledger", "0002_append_only"),
    ]

    operations = [statements("review", "guards")]
