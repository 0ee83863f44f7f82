import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0007_settled_at_receipt"),
        ("catalogue", "0003_bases_by_statute"),
        ("people", "0001_first_tables"),
        ("places", "0002_county"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="缴款单号")),
                ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                ("issued_at", models.DateTimeField(verbose_name="开单时间")),
                ("due_on", models.DateField(verbose_name="缴款期限")),
                ("paid_at", models.DateTimeField(blank=True, null=True, verbose_name="缴费时间")),
                ("receipt", models.CharField(blank=True, max_length=60, verbose_name="财政票据号码")),
                ("refunded_at", models.DateTimeField(blank=True, null=True, verbose_name="退费时间")),
                ("refund_reason", models.CharField(blank=True, max_length=300, verbose_name="退费理由")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="cases.case",
                        verbose_name="办件",
                    ),
                ),
                (
                    "fee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="catalogue.fee",
                        verbose_name="收费项目",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="开单人",
                    ),
                ),
                (
                    "issued_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.post",
                        verbose_name="开单岗位",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="places.organ",
                        verbose_name="收费机关",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="people.applicant",
                        verbose_name="缴款人",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="catalogue.itemversion",
                        verbose_name="事项版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "缴款通知书",
                "ordering": ("-issued_at", "-id"),
                "indexes": [models.Index(fields=["version", "paid_at"], name="bill_version_paid")],
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="bill_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("receipt", ""), _negated=True),
                        fields=("receipt",),
                        name="bill_receipt_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="bill_is_for_money"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_at__isnull", True), ("receipt", "")),
                            models.Q(
                                ("paid_at__gte", models.F("issued_at")),
                                ("paid_at__isnull", False),
                                models.Q(("receipt", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bill_paid_after_it_was_issued_against_a_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refund_reason", ""), ("refunded_at__isnull", True)),
                            models.Q(
                                ("paid_at__isnull", False),
                                ("refunded_at__gte", models.F("paid_at")),
                                ("refunded_at__isnull", False),
                                models.Q(("refund_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bill_refunded_after_it_was_paid",
                    ),
                ],
            },
        ),
    ]
