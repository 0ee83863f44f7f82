import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_cases_keep_their_word"),
        ("catalogue", "0002_versions_keep_their_word"),
        ("papers", "0002_documents_never_change"),
        ("people", "0001_first_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="草稿编号")),
                ("form_digest", models.CharField(blank=True, max_length=64, verbose_name="申请表摘要")),
                ("circumstances", models.JSONField(default=dict, verbose_name="情形")),
                ("typed", models.JSONField(default=dict, verbose_name="填写内容")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("kept_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="people.applicant",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="cases.case",
                        verbose_name="办件",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="people.mandate",
                        verbose_name="委托代理",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="catalogue.itemversion",
                        verbose_name="事项版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请草稿",
                "ordering": ("-kept_at",),
            },
        ),
        migrations.CreateModel(
            name="Tries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField(max_length=32, verbose_name="对象（散列）")),
                ("hour", models.DateTimeField(verbose_name="小时")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="次数")),
            ],
            options={
                "verbose_name": "查询试错",
                "constraints": [models.UniqueConstraint(fields=("key", "hour"), name="tries_once_per_hour")],
            },
        ),
        migrations.CreateModel(
            name="DraftMaterial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="材料名称")),
                ("way", models.CharField(max_length=12, verbose_name="提交方式")),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="cases.draft",
                        verbose_name="草稿",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="papers.storedfile",
                        verbose_name="文件",
                    ),
                ),
                (
                    "issued",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.document",
                        verbose_name="本县核发的证照",
                    ),
                ),
            ],
            options={
                "verbose_name": "草稿材料",
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "name"), name="draft_material_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("issued__isnull", True), ("way", "uploaded")),
                            models.Q(("file__isnull", True), ("issued__isnull", False), ("way", "issued")),
                            models.Q(("file__isnull", True), ("issued__isnull", True), ("way", "pending")),
                            _connector="OR",
                        ),
                        name="draft_material_has_what_it_says",
                    ),
                ],
            },
        ),
    ]
