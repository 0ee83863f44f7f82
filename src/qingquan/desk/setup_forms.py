"""Forms of the county's settings. Cells of a sheet and fields of a form are understood by the same words."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from qingquan.desk.setup_sheets import values
from qingquan.desk.setup_sheets.problems import Wrong
from qingquan.law import Refused
from qingquan.places.models import Division, Office, Organ, Post
from qingquan.places.words import HallLevel, Role, SubjectNature, WindowKind

Choices = list[tuple[str, str]]


class Said(forms.CharField):
    """A field whose text is understood as the cell of a sheet is: spaces, width, check digits."""

    def __init__(self, label: str, understood: Callable[[str], str], **more: Any) -> None:
        self.understood = understood
        super().__init__(label=label, error_messages={"required": f"请填写{label}。"}, **more)

    def clean(self, value: Any) -> str:
        """The value meant, or one sentence about what is wrong."""
        text = super().clean(value)
        try:
            meant = self.understood(text) if text else ""
        except Wrong as wrong:
            raise forms.ValidationError(f"{wrong.what}，{wrong.todo}。" if wrong.todo else f"{wrong.what}。") from None
        except Refused as no:
            raise forms.ValidationError(no.why) from None
        if self.required and not meant:
            raise forms.ValidationError(self.error_messages["required"])
        return meant


def chosen(label: str, choices: Choices, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    """A list to choose from, beginning with nothing chosen."""
    told = {"required": f"请选择{label}。", "invalid_choice": f"请从列表里选择{label}。"}
    options = [("", "请选择" if required else "不填"), *choices]
    return forms.ChoiceField(label=label, choices=options, required=required, error_messages=told, **more)


def worded(words: Iterable[Any]) -> Choices:
    """Words as choices."""
    return [(word.value, word.label) for word in words]


def divisions() -> Choices:
    """Every division, by code."""
    return [(code, f"{name}（{code}）") for code, name in Division.objects.values_list("code", "name")]


class OrganForm(forms.Form):
    """A new organ."""

    name = Said("机关名称", values.name(100), help_text="全称，与公章一致，录入后不能改。")
    uscc = Said("统一社会信用代码", values.uscc, help_text="18 位，按登记证书，录入后不能改。")
    seq = Said("机构序号", values.sequence, help_text="三位数字，本县自编，如 013，录入后不能改。")
    short_name = Said("文号简称", values.name(12), help_text="发文字号里的简称，各机关不同，如“清水”。")
    nature = chosen("主体性质", worded(SubjectNature), initial=SubjectNature.STATUTORY.value)
    division = chosen("所在区划", [])
    address = Said("地址", values.text(200), required=False)
    phone = Said("电话", values.phone, required=False, help_text="一个号码，固定电话带区号。")
    vertical = forms.BooleanField(label="垂直管理", required=False)

    def __init__(self, data: QueryDict | None, county: str) -> None:
        super().__init__(data, initial={"division": county})
        self.fields["division"].choices = divisions()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What another organ has already is told at its field."""
        given = super().clean() or {}
        for name, label in (("name", "机关名称"), ("uscc", "代码"), ("seq", "机构序号"), ("short_name", "简称")):
            if given.get(name) and Organ.objects.filter(**{name: given[name]}).exists():
                self.add_error(name, f"{label}“{given[name]}”已由另一个机关使用，请核对。")
        return given


class OrganAmendForm(forms.Form):
    """What may change about an organ."""

    short_name = Said("文号简称", values.name(12))
    address = Said("地址", values.text(200), required=False)
    phone = Said("电话", values.phone, required=False, help_text="一个号码，固定电话带区号。")


class OfficeForm(forms.Form):
    """A new inner office."""

    name = Said("内设机构名称", values.name(60))
    approval_unit = forms.BooleanField(label="是行政审批机构（每个机关只有一个）", required=False)

    def __init__(self, data: QueryDict | None, organ: Organ) -> None:
        super().__init__(data)
        self.organ = organ

    def clean(self) -> dict[str, Any]:
        """Names and the approval unit are once in an organ."""
        given, there = super().clean() or {}, Office.objects.filter(organ=self.organ)
        if given.get("name") and there.filter(name=given["name"]).exists():
            self.add_error("name", f"本机关已经有“{given['name']}”。")
        if given.get("approval_unit") and (unit := there.filter(is_approval_unit=True).first()):
            self.add_error("approval_unit", f"行政审批机构已经是“{unit.name}”，录入后可以在机关页改设。")
        return given


class PostAmendForm(forms.Form):
    """What may change about a post."""

    name = Said("岗位名称", values.name(60), help_text="如“承办岗”。")
    office = chosen("内设机构", [], required=False)
    duties = Said("岗位职责", values.text(2000), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: QueryDict | None, organ: Organ, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        offices = Office.objects.filter(organ=organ).order_by("pk")
        self.fields["office"].choices = [("", "不填"), *((str(each.pk), each.name) for each in offices)]  # type: ignore[attr-defined]

    def clean_office(self) -> Office | None:
        """The office itself."""
        return Office.objects.get(pk=self.cleaned_data["office"]) if self.cleaned_data["office"] else None


class PostForm(PostAmendForm):
    """A new post."""

    code = Said("岗位代码", values.post_code, help_text="字母、数字、点和短横，全县不重复，录入后不能改。")
    role = chosen("角色", worded(Role), help_text="流程按角色把环节交给岗位，录入后不能改。")
    field_order = ("code", "name", "role", "office", "duties")

    def clean_code(self) -> str:
        """A code belongs to one post for ever, closed or not."""
        code = str(self.cleaned_data["code"])
        if Post.objects.filter(code=code).exists():
            raise forms.ValidationError(f"岗位代码“{code}”已经用过，请换一个。")
        return code


class CloseForm(forms.Form):
    """From which day a post is closed."""

    on = forms.DateField(
        label="撤销日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "请填写撤销日期。", "invalid": "撤销日期应是日期，如 2026-03-02。"},
    )


class HallAmendForm(forms.Form):
    """What may change about a hall."""

    address = Said("地址", values.text(200))
    hours = Said("办公时间", values.text(200), help_text="照实写，如“工作日 9:00—12:00，13:00—17:00”。")
    phone = Said("电话", values.phone, help_text="一个号码，固定电话带区号。")


class HallForm(HallAmendForm):
    """A new hall."""

    name = Said("大厅名称", values.name(80), help_text="全称，录入后不能改。")
    level = chosen("级别", worded(HallLevel))
    division = chosen("区划", [])
    field_order = ("name", "level", "division")

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["division"].choices = [("", "请选择"), *divisions()]  # type: ignore[attr-defined]


class WindowAmendForm(forms.Form):
    """What may change about a window."""

    name = Said("窗口名称", values.name(60), help_text="如“水利窗口”。")
    kind = chosen("类型", worded(WindowKind))
    organ = chosen("进驻机关", [], required=False, help_text="部门窗口须写明；综合窗口可以不填。")
    posts = Said(
        "窗口岗位",
        lambda cell: "、".join(values.codes(cell)),
        required=False,
        help_text="岗位代码，几个用顿号隔开，如 shuili.window_clerk。",
    )

    def __init__(self, data: QueryDict | None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        organs = Organ.objects.order_by("seq").values_list("pk", "name")
        self.fields["organ"].choices = [("", "不填"), *((str(pk), name) for pk, name in organs)]  # type: ignore[attr-defined]

    def clean_organ(self) -> Organ | None:
        """The organ itself."""
        return Organ.objects.get(pk=self.cleaned_data["organ"]) if self.cleaned_data["organ"] else None

    def clean_posts(self) -> list[Post]:
        """The posts themselves."""
        codes = [code for code in str(self.cleaned_data["posts"]).split("、") if code]
        found = Post.objects.filter(code__in=codes, closed_on__isnull=True).in_bulk(field_name="code")
        if missing := [code for code in codes if code not in found]:
            raise forms.ValidationError(f"没有岗位“{missing[0]}”，请核对岗位代码。")
        return list(found.values())


class WindowForm(WindowAmendForm):
    """A new window."""

    number = Said("窗口号", values.window_number, help_text="同一大厅里不重复，如 A13。")
    field_order = ("number", "name", "kind")
