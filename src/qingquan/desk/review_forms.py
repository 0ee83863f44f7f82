"""Forms of review: what is asked for on each, with the sentences for what is missing."""

from collections.abc import Mapping
from datetime import date

from django import forms

from qingquan.campaign.models import ReportedItem
from qingquan.places.models import Organ
from qingquan.review.models import Expert
from qingquan.review.rules.decisions import RULES
from qingquan.review.rules.particulars import LONGEST, LONGEST_OTHER, MOST_STAFF, Part, Particulars, labels
from qingquan.review.words import (
    CancelGround,
    DecisionCode,
    Dimension,
    FailingKind,
    MergeGround,
    NewMode,
)

WORDS = {"ground": CancelGround, "merge_ground": MergeGround, "mode": NewMode, "failing": FailingKind}
DAYS = ("from_on", "until_on")
LONG = ("capacity", "fix", "parts")
HINTS = {
    "parts": "每行一个子项：编码，空一格，名称。",
    "into": "权力清单里本机关另一事项的编码。",
    "capacity": "人员、资质、系统是否接得住，培训是否完成。",
}


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": f"请填写{label}。", "invalid": f"{label}请写成 2026-03-27 的样子。"},
    )


def long_field(label: str, *, rows: int = 4, required: bool = True, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}。"},
    )


class DecisionForm(forms.Form):
    """Reasons, and what the decision's own rule asks for."""

    def __init__(self, code: DecisionCode, item: ReportedItem, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.code = code
        rule, named = RULES[code], labels()
        for name in (*rule.asks, *rule.optional):
            self.fields[name] = self.field(name, named[name], required=name in rule.asks)
        self.fields["reasons"] = long_field("决定的理由", rows=5, help_text="印在决定书上，一行一条。")

    def field(self, name: str, label: str, *, required: bool) -> forms.Field:
        """A particular as its form field."""
        if name in WORDS:
            return forms.ChoiceField(
                label=label,
                required=required,
                choices=[("", "请选择"), *((word.value, word.label) for word in WORDS[name])],
                error_messages={"required": f"请选择{label}。"},
            )
        if name == "staff":
            return forms.IntegerField(
                label=label,
                required=required,
                min_value=1,
                max_value=MOST_STAFF,
                error_messages={"required": f"请填写{label}。"},
            )
        if name in DAYS:
            return day_field(label, required=required)
        if name in LONG:
            return long_field(label, rows=3, required=required, help_text=HINTS.get(name, ""))
        return forms.CharField(
            label=label,
            required=required,
            max_length=LONGEST.get(name, LONGEST_OTHER),
            help_text=HINTS.get(name, ""),
            widget=forms.TextInput(attrs={"list": "organs"} if name == "receiver" else {}),
            error_messages={"required": f"请填写{label}。"},
        )

    def particulars(self) -> Particulars:
        """What was stated, as the rules take it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "reasons" and value}
        words = {name: WORDS[name](value) for name, value in given.items() if name in WORDS}
        parts = {"parts": parts_of(str(given["parts"]))} if "parts" in given else {}
        return Particulars(**(given | words | parts))


def parts_of(text: str) -> tuple[Part, ...]:
    """Lines of code and name."""
    lines = (line.split(maxsplit=1) for line in text.replace("\u3000", " ").splitlines() if line.strip())
    return tuple(Part(line[0], line[1].strip() if len(line) > 1 else "") for line in lines)


class CarryOutForm(forms.Form):
    """The government's approval, and from when."""

    approval_no = forms.CharField(
        label="县政府批准文号", max_length=60, error_messages={"required": "请填写县政府批准的文号。"}
    )
    from_on = day_field("执行日期", help_text="最早为明天；此前受理的按原规定办结。")


class LiftForm(forms.Form):
    """By which document a suspension ends, and with which day."""

    document_no = forms.CharField(
        label="恢复实施的文件文号",
        max_length=60,
        help_text="作出暂停决定的机关或者其上级机关的文件。",
        error_messages={"required": "请填写恢复实施的文件文号。"},
    )
    until_on = day_field("暂停的最后一日", help_text="次日起可以收件。")


class PanelForm(forms.Form):
    """Whom to ask, about what, until when."""

    question = long_field("论证事由", rows=3, help_text="写明为什么要论证，例如两家意见的分歧在哪里。")
    due_on = day_field("评分期限")
    quorum = forms.IntegerField(label="法定人数", min_value=1, max_value=99)
    experts = forms.ModelMultipleChoiceField(
        label="邀请的专家",
        queryset=Expert.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择专家。"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["experts"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Expert.objects.filter(left_on__isnull=True)
        field.label_from_instance = lambda each: f"{each.name}（{each.employer}，{each.field}）"  # type: ignore[method-assign,assignment]


class ExpertForm(forms.Form):
    """Who may be asked."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    employer = forms.CharField(label="工作单位", max_length=120, error_messages={"required": "请填写工作单位。"})
    field = forms.CharField(label="专业领域", max_length=120, error_messages={"required": "请填写专业领域。"})
    username = forms.CharField(
        label="账号", required=False, max_length=64, help_text="有工作人员账号的填写用户名，由本人评分；没有的空着。"
    )


class ScoreForm(forms.Form):
    """Eight scores; a nought for legality says why."""

    def __init__(self, *args: object, on_paper: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for dimension in Dimension:
            self.fields[dimension.value] = forms.TypedChoiceField(
                label=dimension.label,
                help_text=dimension.question,
                coerce=int,
                choices=[("", "请打分"), *((str(n), f"{n} 分") for n in range(6))],
                error_messages={"required": f"请为“{dimension.label}”打分。"},
            )
        self.fields["opinion"] = long_field("专家意见", required=False, help_text="合法性打 0 分的必须写明理由。")
        if on_paper:
            self.fields["source"] = forms.CharField(label="纸质评分表编号", max_length=60)

    def scores(self) -> Mapping[Dimension, int]:
        """As the act takes them."""
        return {dimension: self.cleaned_data[dimension.value] for dimension in Dimension}


class RoundForm(forms.Form):
    """What the public is asked, until when."""

    question = long_field("征求意见的内容", rows=4, help_text="公开在网上，写明拟怎样处理、希望听取哪方面的意见。")
    until_on = day_field("截止日期", help_text="不少于七个工作日。")


def organs_offered() -> list[str]:
    """Names for who takes over."""
    return list(Organ.objects.order_by("seq").values_list("name", flat=True))


def first_errors(form: forms.Form) -> list[tuple[str, str]]:
    """As the summary at the head of a page shows them."""
    return [(name, " ".join(str(each) for each in told)) for name, told in form.errors.items()]


def day_in_words(day: date) -> str:
    """As sentences write it."""
    return f"{day.year}年{day.month}月{day.day}日"
