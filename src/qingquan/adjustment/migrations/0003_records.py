import django.db.models.deletion
import qingquan.adjustment.models.records
from django.conf import settings
from django.db import migrations, models

from qingquan.statements import statements


class Migration(migrations.Migration):
    dependencies = [
        ("adjustment", "0002_adjustments_go_their_way"),
        ("catalogue", "0004_a_post_may_take_anothers_part"),
        ("places", "0002_county"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reform",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=qingquan.adjustment.models.records.reform_kinds, max_length=16, verbose_name="种类"
                    ),
                ),
                ("document_no", models.CharField(max_length=100, verbose_name="文号")),
                ("codes", models.JSONField(blank=True, default=list, verbose_name="事项编码")),
                ("effective_on", models.DateField(verbose_name="生效日期")),
                ("summary", models.TextField(verbose_name="要点")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reforms",
                        to="places.organ",
                        verbose_name="机关",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organ",
                        verbose_name="承接机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构改革",
                "ordering": ("-effective_on", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("document_no", "kind", "organ"), name="reform_once_per_organ"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "closed"), ("successor__isnull", True)),
                            models.Q(models.Q(("kind", "closed"), _negated=True), ("successor__isnull", False)),
                            _connector="OR",
                        ),
                        name="reform_moves_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("successor", models.F("organ")), _negated=True), name="reform_not_to_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=qingquan.adjustment.models.records.ruling_kinds, max_length=16, verbose_name="种类"
                    ),
                ),
                ("number", models.CharField(max_length=100, verbose_name="文号")),
                ("body", models.CharField(max_length=100, verbose_name="作出机关")),
                ("case_number", models.CharField(blank=True, max_length=32, verbose_name="办件编号")),
                (
                    "holding",
                    models.CharField(
                        choices=qingquan.adjustment.models.records.holdings, max_length=12, verbose_name="结论"
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="作出日期")),
                ("effective_on", models.DateField(verbose_name="生效日期")),
                ("summary", models.TextField(verbose_name="要点")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="catalogue.item",
                        verbose_name="事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "裁判和复议决定",
                "ordering": ("-effective_on", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("body", "number", "item"), name="ruling_once_per_item"),
                    models.CheckConstraint(
                        condition=models.Q(("effective_on__gte", models.F("decided_on"))),
                        name="ruling_takes_effect_after_it_is_made",
                    ),
                ],
            },
        ),
        statements("adjustment", "records"),
    ]
