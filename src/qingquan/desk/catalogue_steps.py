"""The four steps between draft and end: what each is called, what follows from it, who may, and what it asks."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms

from qingquan.catalogue import acts
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.authority import PUBLISHERS, REVIEWERS
from qingquan.places.words import Role

LONG = 2000


class Opinion(forms.Form):
    """A reviewer's opinion."""

    opinion = forms.CharField(
        label="审核意见",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明审核意见，例如依据是否充分、要素是否齐全。"},
    )


class Reason(forms.Form):
    """Why a version goes back."""

    reason = forms.CharField(
        label="退回理由",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明退回理由，起草人才知道改什么。"},
    )


class Publication(forms.Form):
    """From which day, by which document."""

    from_on = forms.DateField(
        label="生效日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写生效日期。", "invalid": "生效日期不是日期，请写成 2026-03-02。"},
    )
    document = forms.CharField(
        label="公布文号",
        max_length=60,
        help_text="例如：清府发〔2026〕12号。",
        error_messages={"required": "请填写公布文号。"},
    )


class Withdrawal(forms.Form):
    """From which day on no more, and why."""

    from_on = forms.DateField(
        label="自何日起不再施行",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
    )
    reason = forms.CharField(
        label="撤回理由和依据",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明撤回的理由和依据。"},
    )


class Step(NamedTuple):
    """One of the four: what it is called, what it does, who may, which form, which act."""

    title: str
    what: str
    button: str
    roles: tuple[Role, ...]
    form: type[forms.Form]
    act: Callable[..., ItemVersion]
    done: str


REVIEW = Step(
    "审核事项",
    "审核通过后，各项要素不再改动；公布前发现问题可以退回。起草人不能审核自己起草的版本。",
    "审核通过",
    REVIEWERS,
    Opinion,
    acts.review,
    "已审核通过，等待县政府办公布。",
)
RETURN = Step(
    "退回修改",
    "退回后恢复为草稿，由起草机关修改后重新审核。",
    "退回",
    REVIEWERS + PUBLISHERS,
    Reason,
    acts.return_to_draft,
    "已退回起草机关。",
)
PUBLISH = Step(
    "公布事项",
    "公布后即向社会公开，自生效之日起收件、收费、发证都以它为准，内容不能再改；现行版本在前一日终止。",
    "公布",
    PUBLISHERS,
    Publication,
    acts.publish,
    "已公布。",
)
WITHDRAW = Step(
    "撤回事项",
    "自该日起不再受理新的申请；此前已收件的仍按该版本办完。",
    "撤回",
    PUBLISHERS,
    Withdrawal,
    acts.withdraw,
    "已撤回。",
)
