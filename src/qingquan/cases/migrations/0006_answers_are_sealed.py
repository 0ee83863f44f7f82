from django.db import migrations, models

import qingquan.people.fields


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_no_act_before_the_last")]
    operations = [
        migrations.AddField("case", "extended_on", models.DateField(blank=True, null=True, verbose_name="延期日期")),
        # Nobody has kept answers in the clear yet, so the columns are made anew.
        migrations.RemoveField("case", "answers"),
        migrations.AddField(
            "case", "answers", qingquan.people.fields.SealedJSON(default=dict, verbose_name="申请表内容")
        ),
        migrations.RemoveField("draft", "typed"),
        migrations.AddField("draft", "typed", qingquan.people.fields.SealedJSON(default=dict, verbose_name="填写内容")),
    ]
