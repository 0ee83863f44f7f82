"""The county's map of power: divisions, organs, inner offices, posts, and the halls and windows they sit at."""

from django.core.exceptions import ValidationError
from django.db import models

from qingquan.places import rules, words


def valid_uscc(value: str) -> None:
    """Django's face of the check digit of GB 32100-2015."""
    if not rules.is_uscc(value):
        raise ValidationError(f"统一社会信用代码“{value}”的校验位不对，请核对18位代码。")


def levels() -> list[tuple[str, str]]:
    """Functions, not lists: a new word then needs no migration."""
    return [(level.value, level.label) for level in words.DivisionLevel]


def natures() -> list[tuple[str, str]]:
    """Subject natures, GB/T 39046 table A.3."""
    return [(nature.value, nature.label) for nature in words.SubjectNature]


def roles() -> list[tuple[str, str]]:
    """Post roles."""
    return [(role.value, role.label) for role in words.Role]


def hall_levels() -> list[tuple[str, str]]:
    """Levels of the service network."""
    return [(level.value, level.label) for level in words.HallLevel]


def window_kinds() -> list[tuple[str, str]]:
    """Kinds of windows."""
    return [(kind.value, kind.label) for kind in words.WindowKind]


class Division(models.Model):
    """县、镇（街道）、村（社区），by its 12-digit code."""

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=8, choices=levels)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        verbose_name = "行政区划"
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(name="division_code_has_12_digits", condition=models.Q(code__regex=r"^\d{12}$")),
        ]

    def __str__(self) -> str:
        return self.name


class Organ(models.Model):
    """实施主体: a body whose name stands on decisions."""

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("文号简称", max_length=12, unique=True)
    seq = models.CharField("机构序号", max_length=3, unique=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True, validators=[valid_uscc])
    division = models.ForeignKey(Division, models.PROTECT, related_name="organs", verbose_name="所在区划")
    nature = models.CharField("主体性质", max_length=1, choices=natures)
    vertical = models.BooleanField("垂直管理", default=False)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    # No ICU in the database: Chinese is sorted by its stored pinyin.
    sort_key = models.CharField(max_length=200, db_index=True, default="", editable=False)

    class Meta:
        verbose_name = "机关"
        ordering = ("seq",)

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """内设机构. At most one per organ handles its approvals (三集中三到位: to one unit)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="offices", verbose_name="机关")
    name = models.CharField("名称", max_length=60)
    is_approval_unit = models.BooleanField("行政审批机构", default=False)

    class Meta:
        verbose_name = "内设机构"
        constraints = [
            models.UniqueConstraint(fields=["organ", "name"], name="office_name_once_per_organ"),
            models.UniqueConstraint(
                fields=["organ"], condition=models.Q(is_approval_unit=True), name="office_one_approval_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """岗位: what acts are done from. People come and go; the post keeps its role and duties."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name="机关")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="内设机构"
    )
    code = models.CharField("岗位代码", max_length=40, unique=True)
    name = models.CharField("岗位名称", max_length=60)
    role = models.CharField("角色", max_length=24, choices=roles)
    duties = models.TextField("岗位职责", blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        ordering = ("organ", "code")

    def __str__(self) -> str:
        return f"{self.organ.name}{self.name}"


class Hall(models.Model):
    """县政务服务中心、镇便民服务中心、村便民服务站."""

    level = models.CharField("级别", max_length=8, choices=hall_levels)
    division = models.ForeignKey(Division, models.PROTECT, related_name="halls", verbose_name="区划")
    name = models.CharField("名称", max_length=80, unique=True)
    address = models.CharField("地址", max_length=200)
    hours = models.CharField("办公时间", max_length=200)
    phone = models.CharField("电话", max_length=20)

    class Meta:
        verbose_name = "服务大厅"
        ordering = ("division",)

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """窗口. A department window serves one organ; an integrated one takes in for all."""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="windows", verbose_name="大厅")
    number = models.CharField("窗口号", max_length=12)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=12, choices=window_kinds)
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="windows", verbose_name="进驻机关"
    )
    posts = models.ManyToManyField(Post, related_name="windows", verbose_name="窗口岗位", blank=True)

    class Meta:
        verbose_name = "窗口"
        ordering = ("hall", "number")
        constraints = [
            models.UniqueConstraint(fields=["hall", "number"], name="window_number_once_per_hall"),
            models.CheckConstraint(
                name="window_department_names_its_organ",
                condition=~models.Q(kind="department") | models.Q(organ__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall.name}{self.number}号窗口"


class CalendarDay(models.Model):
    """A day that is not what its weekday says, or any day of an imported year, with the notice it rests on."""

    day = models.DateField("日期", primary_key=True)
    kind = models.CharField("类别", max_length=20)
    name = models.CharField("名称", max_length=40, blank=True)
    source_doc = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = "工作日历"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class County(models.Model):
    """The county this installation serves: one row, made when it is founded."""

    division = models.OneToOneField(Division, models.PROTECT, primary_key=True, verbose_name="区划")
    government = models.CharField("人民政府", max_length=80)
    hotline = models.CharField("便民热线", max_length=20, default="12345")
    demo = models.BooleanField("演示县", default=False)

    class Meta:
        verbose_name = "县"

    def __str__(self) -> str:
        return self.division.name
