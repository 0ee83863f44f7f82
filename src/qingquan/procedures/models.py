"""Stored procedures: the file itself, kept by its digest, never changed."""

from django.db import models


class StoredProcedure(models.Model):
    """运行流程: one BPMN file. The same file is drawn for the public, checked and run for every case."""

    sha256 = models.CharField("摘要", max_length=64, primary_key=True)
    name = models.CharField("名称", max_length=200)
    xml = models.TextField("文件")
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = "运行流程"

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:8]}"
