"""Elements of a version that are cited on their own: bases, materials, fees, results, special procedures."""

from django.db import models

from qingquan.catalogue.models.item import ItemVersion


class LegalBasis(models.Model):
    """设定依据: one article a version rests on. One row per article, so that a repealed statute finds its items."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="bases", verbose_name="事项版本")
    position = models.PositiveSmallIntegerField("次序")
    statute = models.CharField("法律文件", max_length=200, db_index=True)
    article = models.CharField("条款", max_length=60, blank=True)
    level = models.CharField("效力层级", max_length=20, blank=True)
    role = models.CharField("依据作用", max_length=12, blank=True)
    text = models.TextField("条文", blank=True)

    class Meta:
        verbose_name = "法律依据"
        ordering = ("version", "position")

    def __str__(self) -> str:
        return f"《{self.statute}》{self.article}"


class Material(models.Model):
    """申请材料."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="materials", verbose_name="事项版本")
    position = models.PositiveSmallIntegerField("次序")
    code = models.CharField("材料编码", max_length=60, blank=True)
    name = models.CharField("材料名称", max_length=300)
    need = models.CharField("必要性", max_length=12)
    source = models.CharField("来源渠道", max_length=12, blank=True)
    scenario = models.CharField("适用情形", max_length=300, blank=True)

    class Meta:
        verbose_name = "申请材料"
        ordering = ("version", "position")

    def __str__(self) -> str:
        return self.name


class Fee(models.Model):
    """收费项目. Only what stands here may be charged."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="fees", verbose_name="事项版本")
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("收费项目", max_length=200)
    standard = models.TextField("收费标准")
    basis = models.CharField("收费依据", max_length=500)

    class Meta:
        verbose_name = "收费"
        ordering = ("version", "position")

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """办理结果."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="results", verbose_name="事项版本")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("结果类型", max_length=12)
    name = models.CharField("结果名称", max_length=200)
    validity = models.CharField("有效期", max_length=100, blank=True)

    class Meta:
        verbose_name = "办理结果"
        ordering = ("version", "position")

    def __str__(self) -> str:
        return self.name


class SpecialProcedure(models.Model):
    """特别程序: what may make the clock stand still or run longer for this item, with its article."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="special_procedures", verbose_name="事项版本")
    position = models.PositiveSmallIntegerField("次序")
    reason = models.CharField("事由", max_length=30)
    name = models.CharField("名称", max_length=100)
    days = models.PositiveIntegerField("所需时间", null=True, blank=True)
    basis = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "特别程序"
        ordering = ("version", "position")

    def __str__(self) -> str:
        return self.name
