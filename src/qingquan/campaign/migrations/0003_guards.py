from django.db import migrations

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("campaign", "0002_reminders_bulletins_sheets")]

    operations = [statements("campaign", "reports")]
