import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_first_tables"),
        ("ledger", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="organ",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="places.organ",
                verbose_name="实施主体",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="imported_digest",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="最近导入摘要", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="itemversion",
            name="drafted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="起草人",
            ),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="审核人",
            ),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="公布时间"),
        ),
        migrations.RemoveConstraint(model_name="itemversion", name="version_promise_within_law"),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    ("promise_days__isnull", True),
                    ("legal_days__isnull", True),
                    models.Q(("legal_unit", models.F("promise_unit")), _negated=True),
                    ("promise_days__lte", models.F("legal_days")),
                    _connector="OR",
                ),
                name="version_promise_within_law",
            ),
        ),
        statements("catalogue", "version"),
        statements("catalogue", "search"),
    ]
