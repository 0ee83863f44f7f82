from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_first_tables"),
        ("ledger", "0002_append_only"),
        ("papers", "0002_documents_never_change"),
    ]
    operations = [statements("cases", name) for name in ("case", "hold", "receive", "advance")]
