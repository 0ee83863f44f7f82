from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_settled_at_receipt"), ("catalogue", "0004_a_post_may_take_anothers_part")]
    operations = [statements("cases", "hold")]
