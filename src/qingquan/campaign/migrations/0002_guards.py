from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_first_tables")]

    operations = [statements("campaign", "reports")]
