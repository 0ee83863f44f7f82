import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0002_guards"),
        ("places", "0002_county"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="要求")),
                ("given_at", models.DateTimeField(verbose_name="分工时间")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
            ],
            options={
                "verbose_name": "填报分工",
            },
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminded_once",
        ),
        migrations.AddField(
            model_name="reminder",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="被提醒人",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("report", "kind", "due_on", "account"), name="reminded_once", nulls_distinct=False
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="填报人",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="分工人",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="share",
                to="campaign.reporteditem",
                verbose_name="申报事项",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.post", verbose_name="岗位"
            ),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)), fields=["post"], name="share_open_at_post"
            ),
        ),
        statements("campaign", "shares"),
    ]
