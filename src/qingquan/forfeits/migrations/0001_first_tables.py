import django.db.models.deletion
import qingquan.forfeits.models.forfeit
import qingquan.forfeits.models.illegal
import qingquan.forfeits.models.matter
import qingquan.forfeits.models.stopped
import qingquan.people.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0007_settled_at_receipt"),
        ("catalogue", "0003_bases_by_statute"),
        ("fees", "0001_first_tables"),
        ("people", "0001_first_tables"),
        ("places", "0002_county"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Forfeit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="认定编号")),
                (
                    "kind",
                    models.CharField(
                        choices=qingquan.forfeits.models.forfeit.kinds, max_length=12, verbose_name="情形"
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=qingquan.forfeits.models.forfeit.effects, max_length=12, verbose_name="处理"
                    ),
                ),
                ("found_on", models.DateField(verbose_name="发现日期")),
                ("found_at", models.DateTimeField(verbose_name="认定时间")),
                ("reason", models.TextField(verbose_name="事实和证据")),
                ("document_no", models.CharField(max_length=60, verbose_name="认定文号")),
                ("kept_because", models.CharField(blank=True, max_length=500, verbose_name="不能放弃的理由")),
                ("cite", models.CharField(blank=True, max_length=300, verbose_name="条文")),
                ("account_result", models.TextField(blank=True, verbose_name="追责结果")),
                ("account_document", models.CharField(blank=True, max_length=60, verbose_name="追责文号")),
                ("accounted_at", models.DateTimeField(blank=True, null=True, verbose_name="追责时间")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
                ("lift_document", models.CharField(blank=True, max_length=60, verbose_name="解除文号")),
                (
                    "found_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="认定人",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forfeits",
                        to="catalogue.item",
                        verbose_name="事项",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forfeits",
                        to="places.organ",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "放弃认定",
                "ordering": ("-found_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="IllegalFee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                (
                    "found_by",
                    models.CharField(choices=qingquan.forfeits.models.illegal.ways, max_length=12, verbose_name="来源"),
                ),
                ("contact", qingquan.people.fields.SealedJSON(blank=True, null=True, verbose_name="缴款人（加密）")),
                ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                ("taken_on", models.DateField(verbose_name="收取日期")),
                ("receipt", models.CharField(blank=True, max_length=60, verbose_name="票据号码")),
                ("found_at", models.DateTimeField(verbose_name="发现时间")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="退还期限")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="退还时间")),
                ("voucher", models.CharField(blank=True, max_length=60, verbose_name="退费凭证号")),
                (
                    "bill",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="illegal",
                        to="fees.bill",
                        verbose_name="缴款通知书",
                    ),
                ),
                (
                    "forfeit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fees",
                        to="forfeits.forfeit",
                        verbose_name="放弃认定",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.applicant",
                        verbose_name="缴款人",
                    ),
                ),
            ],
            options={
                "verbose_name": "乱收费案件",
                "ordering": ("returned_at", "due_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="StoppedCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.CharField(
                        choices=qingquan.forfeits.models.stopped.causes, max_length=12, verbose_name="原因"
                    ),
                ),
                ("source", models.CharField(max_length=24, verbose_name="认定或者调整编号")),
                ("told", models.CharField(max_length=500, verbose_name="告知内容")),
                ("stopped_at", models.DateTimeField(verbose_name="停办时间")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=qingquan.forfeits.models.stopped.decisions,
                        max_length=12,
                        verbose_name="处理",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stops",
                        to="cases.case",
                        verbose_name="办件",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="处理人",
                    ),
                ),
            ],
            options={
                "verbose_name": "停办待处理",
                "ordering": ("decided_at", "stopped_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="UnlistedMatter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="受理编号")),
                ("query_code", models.CharField(max_length=6, verbose_name="查询码")),
                ("told", qingquan.people.fields.SealedJSON(verbose_name="填写内容（加密）")),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "state",
                    models.CharField(
                        choices=qingquan.forfeits.models.matter.states,
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=qingquan.forfeits.models.matter.answers, max_length=12, verbose_name="去向"
                    ),
                ),
                ("answer_text", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unlisted",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "answer_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.item",
                        verbose_name="清单内事项",
                    ),
                ),
                (
                    "answer_organ",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organ",
                        verbose_name="转往机关",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.item",
                        verbose_name="从哪个事项页提出",
                    ),
                ),
            ],
            options={
                "verbose_name": "清单外事项",
                "ordering": ("-state", "due_on", "id"),
            },
        ),
        migrations.AddIndex(
            model_name="forfeit",
            index=models.Index(fields=["organ", "kind"], name="forfeit_organ_kind"),
        ),
        migrations.AddConstraint(
            model_name="forfeit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("effect__in", ["given_up", "cancelled"]), ("lifted_at__isnull", True)),
                fields=("item",),
                name="forfeit_stands_once_per_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="forfeit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("effect", "kept"), _negated=True),
                    models.Q(models.Q(("kept_because", ""), _negated=True), models.Q(("cite", ""), _negated=True)),
                    _connector="OR",
                ),
                name="forfeit_kept_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="forfeit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lift_document", ""), ("lifted_at__isnull", True)),
                    models.Q(
                        ("lifted_at__gte", models.F("found_at")),
                        ("lifted_at__isnull", False),
                        models.Q(("lift_document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="forfeit_lifted_by_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="illegalfee",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="illegal_fee_is_money"),
        ),
        migrations.AddConstraint(
            model_name="illegalfee",
            constraint=models.CheckConstraint(
                condition=models.Q(("payer__isnull", False), ("contact__isnull", False), _connector="OR"),
                name="illegal_fee_has_a_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="illegalfee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at__isnull", True), ("voucher", "")),
                    models.Q(("returned_at__isnull", False), models.Q(("voucher", ""), _negated=True)),
                    _connector="OR",
                ),
                name="illegal_fee_returned_against_a_voucher",
            ),
        ),
        migrations.AddConstraint(
            model_name="stoppedcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "")), fields=("case",), name="case_stopped_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="stoppedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decision", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decision__in", ["continue", "terminate"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stop_decided_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="unlistedmatter",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["due_on"], name="matter_waiting"),
        ),
        migrations.AddConstraint(
            model_name="unlistedmatter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("state", "waiting")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("state", "answered"),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("answer_text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="matter_answered_says_where_it_belongs",
            ),
        ),
        migrations.AddConstraint(
            model_name="unlistedmatter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["sent_on", "must_accept"]), _negated=True),
                    ("answer_organ__isnull", False),
                    _connector="OR",
                ),
                name="matter_sent_on_names_the_organ",
            ),
        ),
        migrations.AddConstraint(
            model_name="unlistedmatter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "listed"), _negated=True), ("answer_item__isnull", False), _connector="OR"
                ),
                name="matter_listed_names_the_item",
            ),
        ),
    ]
