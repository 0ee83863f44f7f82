from django.db import migrations, models

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_authorised_posts_first")]
    operations = [
        *(
            migrations.RemoveConstraint("case", name)
            for name in ("case_accepted_has_a_date", "case_decided_has_an_outcome", "case_closed_has_a_date")
        ),
        migrations.AlterField(
            "case", "extension_days", models.SmallIntegerField(blank=True, null=True, verbose_name="延长天数")
        ),
        migrations.AlterField("case", "revision", models.IntegerField(default=1, verbose_name="修订号")),
        migrations.AlterField("materialin", "position", models.SmallIntegerField(verbose_name="次序")),
        migrations.AddField("case", "matter", models.JSONField(default=dict, verbose_name="事项要点"), False),
        migrations.AddField("case", "examined_by", models.JSONField(default=list, verbose_name="审查审核人")),
        migrations.AddField("case", "acted_at", models.DateTimeField(null=True, verbose_name="最近办理时间")),
        *(statements("cases", name) for name in ("hold", "advance", "fits")),
        migrations.AlterField("case", "acted_at", models.DateTimeField(verbose_name="最近办理时间")),
    ]
