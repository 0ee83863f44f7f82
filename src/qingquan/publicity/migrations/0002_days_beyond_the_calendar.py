from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_public_decisions")]
    operations = [
        migrations.AlterField(
            "publicdecision", "publish_by", models.DateField(blank=True, null=True, verbose_name="应公示日期")
        )
    ]
