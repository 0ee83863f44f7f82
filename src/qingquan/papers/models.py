"""What is kept on paper: numbers given out, documents issued, files taken in."""

from django.db import models
from django.db.models import Q

from qingquan.papers import words
from qingquan.places.models import Organ


def document_kinds() -> list[tuple[str, str]]:
    """Kinds of documents; a function, so that a new kind needs no migration."""
    return [(kind.value, words.title_of(kind)) for kind in words.DocumentKind]


class Numbering(models.Model):
    """The last number given in one series: a row locked for a moment, so that no number comes twice."""

    series = models.CharField("序列", max_length=80, primary_key=True)
    last = models.PositiveIntegerField("最后一号")

    class Meta:
        verbose_name = "编号序列"

    def __str__(self) -> str:
        return f"{self.series}:{self.last}"


class StoredFile(models.Model):
    """A file that came in: kept by its digest in quarantine until inspected; what was refused is not kept."""

    sha256 = models.CharField("摘要", max_length=64)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("格式", max_length=8)
    size = models.PositiveIntegerField("大小（字节）")
    path = models.CharField("存放位置", max_length=120)
    uploaded_at = models.DateTimeField("上传时间")
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)

    class Meta:
        verbose_name = "文件"
        indexes = [models.Index(fields=["sha256"], name="file_sha256")]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """文书: issued once with its contents; the PDF is printed from them on first demand and then kept."""

    number = models.CharField("文号", max_length=60)
    kind = models.CharField("种类", max_length=32, choices=document_kinds)
    subject = models.CharField("案件编号", max_length=32)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="documents", verbose_name="制发机关", db_index=False)
    contents = models.JSONField("内容")
    issued_on = models.DateField("日期")
    issued_at = models.DateTimeField("制发时间")
    # Asked for with the QR code: long enough that nobody finds a document by trying.
    check_code = models.CharField("验证码", max_length=32)
    revoked_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "文书"
        ordering = ("id",)
        indexes = [models.Index(fields=["subject"], name="document_subject")]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="document_number_once"),
            models.UniqueConstraint(fields=["check_code"], name="document_check_code_once"),
            models.UniqueConstraint(
                fields=["subject", "kind"],
                condition=Q(kind__in=["receipt", "acceptance", "grant_decision", "refusal_decision", "certificate"]),
                name="document_of_this_kind_once_per_case",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """As printed at its head."""
        return words.title_of(words.DocumentKind(self.kind))


class Print(models.Model):
    """The PDF of a document as first printed: the same bytes for whoever asks, for ever."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="print", verbose_name="文书")
    sha256 = models.CharField("摘要", max_length=64)
    pdf = models.BinaryField("PDF")
    signed = models.BooleanField("已签章", default=False)
    printed_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = "文书文件"

    def __str__(self) -> str:
        return f"{self.document} PDF"
