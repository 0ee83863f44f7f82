"""Forms of the law library: entering, amending, repealing, describing, naming, correcting."""

from collections.abc import Callable
from typing import Any

from django import forms

from qingquan.statutes.models import Statute
from qingquan.statutes.reading import known
from qingquan.statutes.rules.texts import Unreadable, articles_in, changes_in
from qingquan.statutes.rules.timeline import Number
from qingquan.statutes.words import BasisLevel

LEVELS = [("", "未确定"), *((level.value, level.label) for level in BasisLevel)]
LONGEST = 400_000
HOW_TO_PASTE = "粘贴条文，每条从新的一行以“第几条”开头，款、项各占一行；章节标题自动略过。"


def day(label: str, **more: Any) -> forms.DateField:
    """A day as browsers ask for it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = {"required": f"请填写{label}。", "invalid": f"{label}不是日期，请写成 2026-08-15。"}
    return forms.DateField(label=label, widget=widget, error_messages=wrong, **more)


def line(label: str, longest: int, **more: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, max_length=longest, error_messages={"required": f"请填写{label}。"}, **more)


def pasted(label: str, hint: str, rows: int = 14, **more: Any) -> forms.CharField:
    """A long text that was pasted."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
        error_messages={"required": f"请粘贴{label}。"},
        **more,
    )


def taken_apart(text: str, read: Callable[[str], dict[Number, Any]]) -> dict[Number, Any]:
    """The articles of a pasted text, or the form's error."""
    try:
        return read(text)
    except Unreadable as trouble:
        raise forms.ValidationError(str(trouble)) from None


class Description(forms.Form):
    """What is known of a statute."""

    level = forms.ChoiceField(label="效力层级", choices=LEVELS, required=False)
    body = line("制定机关", 100, required=False)
    document_no = line("文号", 100, required=False, help_text="例如：国务院令第460号。")
    from_on = day("施行日期", required=False, help_text="整部法律文件最初的施行日期；不知道的留空，按现行有效对待。")
    complete = forms.BooleanField(label="条文已收录齐全（引用超出最后一条时指出）", required=False)

    def known(self) -> dict[str, Any]:
        """As the acts take it."""
        level = self.cleaned_data["level"]
        return {**self.cleaned_data, "level": BasisLevel(level) if level else None}


class Entering(Description):
    """A statute with its articles."""

    title = line("名称", 200, help_text="写全称，不加书名号。")
    text = pasted("条文", HOW_TO_PASTE, required=False)
    field_order = ("title", "level", "body", "document_no", "from_on", "text", "complete")

    def clean_text(self) -> dict[Number, str]:
        """The articles pasted."""
        text = self.cleaned_data["text"]
        found = taken_apart(text, articles_in)
        if text.strip() and not found:
            raise forms.ValidationError("没有找到以“第几条”开头的行，请按说明粘贴。")
        return found


class Amending(forms.Form):
    """What an amendment changes, by which document, from when."""

    by_title = line("修改它的文件", 300, help_text="例如：全国人民代表大会常务委员会关于修改《……法》的决定。")
    document_no = line("文号", 100, required=False)
    on = day("自何日起施行")
    text = pasted("修改后的条文", HOW_TO_PASTE + "只写有变化的条；删去的条写“第几条 （删除）”。", rows=10)

    def clean_text(self) -> dict[Number, str | None]:
        """The articles changed."""
        found = taken_apart(self.cleaned_data["text"], changes_in)
        if not found:
            raise forms.ValidationError("没有找到以“第几条”开头的行，请按说明粘贴。")
        return found


class Repealing(forms.Form):
    """By what, from when, and what else the same text ends."""

    by_title = line("废止它的文件和条款", 300, help_text="例如：《中华人民共和国生态环境法典》第一千二百四十二条。")
    document_no = line("文号", 100, required=False)
    on = day("自何日起废止")
    also = forms.CharField(
        label="同时废止的其他法律文件",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每行一部，写名称。一部法典一次废止多部法律时一并登记。",
    )

    def clean_also(self) -> list[Statute]:
        """The other statutes, each of which must be in the library."""
        wanted = [each.strip() for each in self.cleaned_data["also"].splitlines() if each.strip()]
        found = known(wanted)
        missing = [name for name in wanted if name not in found]
        if missing:
            raise forms.ValidationError(f"法规库中没有：{'、'.join(missing)}。请核对名称，或者先录入。")
        return list({found[name].pk: found[name] for name in wanted}.values())


class Naming(forms.Form):
    """Another name of a statute."""

    name = line("简称", 100)


class Correcting(forms.Form):
    """The right words of an article, and why they were wrong."""

    text = pasted("更正后的条文", "法律没有变，只是录入时写错了，才在这里更正；法律有变化的请登记修改。", rows=8)
    reason = line("更正的理由", 200, help_text="例如：与公报核对，第二款漏一字。原来的文字记入台账。")
