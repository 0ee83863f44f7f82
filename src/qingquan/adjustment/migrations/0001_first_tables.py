import django.db.models.deletion
import qingquan.adjustment.models.adjustment
import qingquan.adjustment.models.following
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0004_a_post_may_take_anothers_part"),
        ("papers", "0004_files_never_change"),
        ("places", "0002_county"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AwaitedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField(unique=True, verbose_name="台账记载")),
                ("title", models.CharField(max_length=200, verbose_name="法律文件")),
                ("articles", models.JSONField(blank=True, null=True, verbose_name="涉及条文")),
                ("by_title", models.CharField(max_length=300, verbose_name="依据文件")),
                ("on", models.DateField(db_index=True, verbose_name="生效日期")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                ("raised", models.PositiveIntegerField(default=0, verbose_name="触发件数")),
            ],
            options={
                "verbose_name": "待生效的法律变化",
                "ordering": ("on", "id"),
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="调整编号")),
                (
                    "code",
                    models.CharField(
                        choices=qingquan.adjustment.models.adjustment.codes, max_length=8, verbose_name="触发情形"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="事项名称")),
                (
                    "state",
                    models.CharField(
                        choices=qingquan.adjustment.models.adjustment.states,
                        default="triggered",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("source", models.CharField(max_length=500, verbose_name="触发依据")),
                ("document_no", models.CharField(blank=True, max_length=100, verbose_name="文号")),
                ("source_key", models.CharField(max_length=200, verbose_name="触发来源")),
                ("source_entry", models.BigIntegerField(blank=True, null=True, verbose_name="台账记载")),
                ("effective_on", models.DateField(verbose_name="依据生效日期")),
                ("basis_void", models.BooleanField(default=False, verbose_name="设定依据失效")),
                ("raised_at", models.DateTimeField(verbose_name="触发时间")),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=qingquan.adjustment.models.adjustment.changes,
                        max_length=12,
                        verbose_name="调整内容",
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=qingquan.adjustment.models.adjustment.routes,
                        max_length=12,
                        verbose_name="路径",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="申请理由")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="申请次数")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="申请时间")),
                ("approval_no", models.CharField(blank=True, max_length=100, verbose_name="审定文号")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
                ("publication_no", models.CharField(blank=True, max_length=60, verbose_name="公布文号")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="版本切换日期")),
                ("sync_receipt", models.CharField(blank=True, max_length=100, verbose_name="省平台回执号")),
                ("closed_because", models.TextField(blank=True, verbose_name="不作调整的理由")),
                ("term_from", models.DateField(verbose_name="期限起算日")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="本步期限")),
                ("overdue_told_at", models.DateTimeField(blank=True, null=True, verbose_name="逾期提醒时间")),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="catalogue.item",
                        verbose_name="事项",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="places.organ",
                        verbose_name="机关",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="catalogue.itemversion",
                        verbose_name="新版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "动态调整",
                "ordering": ("due_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="AdjustmentFiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receiver", models.CharField(max_length=100, verbose_name="备案机关")),
                ("filed_on", models.DateField(verbose_name="备案日期")),
                ("receipt", models.CharField(max_length=60, verbose_name="备案回执号")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "adjustment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="adjustment.adjustment",
                        verbose_name="动态调整",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.storedfile",
                        verbose_name="备案材料",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "调整备案",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="AdjustmentOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=qingquan.adjustment.models.following.sides, max_length=16, verbose_name="审核方"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="第几次申请")),
                ("agrees", models.BooleanField(verbose_name="同意")),
                ("text", models.TextField(blank=True, verbose_name="意见")),
                ("given_at", models.DateTimeField(verbose_name="审核时间")),
                (
                    "adjustment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="adjustment.adjustment",
                        verbose_name="动态调整",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
            ],
            options={
                "verbose_name": "调整审核意见",
                "ordering": ("id",),
            },
        ),
        migrations.AddIndex(
            model_name="adjustment",
            index=models.Index(
                condition=models.Q(("state__in", ["synced", "closed"]), _negated=True),
                fields=["due_on"],
                name="adjustment_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("item__isnull", False)),
                fields=("item", "code", "source_key"),
                name="adjustment_raised_once_per_item_and_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("item__isnull", True)),
                fields=("organ", "code", "source_key", "name"),
                name="adjustment_raised_once_per_name_and_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["triggered", "closed"]),
                    models.Q(
                        models.Q(("change", ""), _negated=True),
                        models.Q(("route", ""), _negated=True),
                        models.Q(("explanation", ""), _negated=True),
                        ("applied_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="adjustment_applied_with_a_change_and_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("route", "government"), _negated=True),
                    models.Q(("state__in", ["approved", "published", "filed", "switched", "synced"]), _negated=True),
                    models.Q(("approval_no", ""), _negated=True),
                    _connector="OR",
                ),
                name="adjustment_of_structure_is_approved_by_the_government",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "filed", "switched", "synced"]), _negated=True),
                    models.Q(models.Q(("publication_no", ""), _negated=True), ("from_on__isnull", False)),
                    _connector="OR",
                ),
                name="adjustment_published_by_a_document_from_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="adjustment_closed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "synced"), _negated=True),
                    models.Q(("sync_receipt", ""), _negated=True),
                    _connector="OR",
                ),
                name="adjustment_synced_with_a_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustmentfiling",
            constraint=models.UniqueConstraint(
                fields=("adjustment", "receiver", "receipt"), name="filing_receipt_once_per_adjustment"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustmentfiling",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("receiver", ""), _negated=True), models.Q(("receipt", ""), _negated=True)),
                name="filing_names_receiver_and_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustmentopinion",
            constraint=models.UniqueConstraint(
                fields=("adjustment", "side", "round"), name="opinion_once_per_side_and_round"
            ),
        ),
    ]
