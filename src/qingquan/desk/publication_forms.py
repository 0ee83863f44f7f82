"""What a batch asks of people: its day, an opinion, an approval, a reason."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.http import QueryDict

from qingquan.desk.catalogue_gates import key_of
from qingquan.places.words import Role
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.rules.authority import GOVERNMENT, PREPARERS
from qingquan.publication.words import BatchState, Channel, WithholdingGround

LONG = 2000
NO_DAY = "填写的不是日期，请写成 2026-03-02。"


def day(label: str, help_text: str = "") -> forms.DateField:
    """A day, as browsers ask for it."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": f"{label}{NO_DAY}"},
    )


def words(label: str, wanted: str) -> forms.CharField:
    """A few sentences."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONG, widget=area, error_messages={"required": wanted})


def seen_in(given: QueryDict) -> int | None:
    """As of which change the page showed the batch; None when it did not say."""
    return key_of(given.get("seen") or "") if "seen" in given else None


class Beginning(forms.Form):
    """From which day the batch is in force."""

    from_on = day("施行日期", "代替现行版本或者取消事项的，最早为明天。")


class Opinion(forms.Form):
    """What the review of the whole says."""

    opinion = words("保密审查意见", "请写明保密审查意见。")


class Approval(forms.Form):
    """What the executive meeting decided."""

    meeting = forms.CharField(
        label="审定会议",
        max_length=80,
        help_text="例如：县政府第5次常务会议。",
        error_messages={"required": "请填写审定会议。"},
    )
    minutes_number = forms.CharField(
        label="会议纪要编号",
        max_length=60,
        help_text="例如：清府常纪〔2026〕5号。",
        error_messages={"required": "请填写会议纪要编号。"},
    )
    approved_on = day("批准日期")
    document_number = forms.CharField(
        label="公布文号",
        max_length=60,
        help_text="例如：清府发〔2026〕12号。",
        error_messages={"required": "请填写公布文号。"},
    )
    channels = forms.MultipleChoiceField(
        label="公布渠道",
        choices=[(each.value, each.label) for each in Channel],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选定一个公布渠道。", "invalid_choice": "没有这样的公布渠道。"},
    )
    comment_hotline = forms.CharField(
        label="意见电话",
        max_length=40,
        help_text="群众对目录有意见时打这个电话。",
        error_messages={"required": "请填写意见电话。"},
    )
    next_review_on = day("下次复查日期", "到期前在工作页面上提示；县里的惯例是公布一年后。")


class Reason(forms.Form):
    """Why a batch goes back or is given up."""

    reason = words("理由", "请写明理由。")


class Nothing(forms.Form):
    """No question besides the deed itself."""


class Withholding(forms.Form):
    """Why items are left out."""

    ground = forms.ChoiceField(
        label="不予公开的法定情形",
        choices=[(each.value, each.label) for each in WithholdingGround],
        widget=forms.RadioSelect,
        error_messages={"required": "请选定法定情形。"},
    )
    reason = words("理由和依据", "请写明理由和定密或者禁止公开的依据。")


class Deed(NamedTuple):
    """One step of a batch: what it is called, when it is offered and to whom, what it asks, what it does."""

    key: str
    title: str
    what: str
    roles: tuple[Role, ...]
    when: BatchState
    form: type[forms.Form]
    act: Callable[..., Batch]
    done: str
    danger: bool = False


DEEDS = (
    Deed(
        "pass",
        "整批保密审查",
        "逐项审查完成以后，由县政府办审查整批：单项可以公开的，合在一起也应当可以公开。",
        GOVERNMENT,
        BatchState.PREPARED,
        Opinion,
        acts.screen_batch,
        "已通过整批保密审查。",
    ),
    Deed(
        "approve",
        "登记县政府批准",
        "登记以后，本批的事项和内容不能再改；要改的，先退回。",
        GOVERNMENT,
        BatchState.PREPARED,
        Approval,
        acts.approve,
        "已登记县政府的批准，可以公布。",
    ),
    Deed(
        "publish",
        "公布本批",
        "公布后即向社会公开：本批公布的事项自施行日期起收件、收费、发证都以它为准，取消的不再受理；内容和摘要从此不变。",
        GOVERNMENT,
        BatchState.APPROVED,
        Nothing,
        acts.publish,
        "已公布。",
    ),
    Deed(
        "return",
        "退回重新拟定",
        "批准登记随之撤销，改好以后重新报批。",
        GOVERNMENT,
        BatchState.APPROVED,
        Reason,
        acts.give_back,
        "已退回，可以修改。",
        danger=True,
    ),
    Deed(
        "drop",
        "作废本批",
        "批次号和理由保留，其中的事项不受影响，可以列入下一批。",
        PREPARERS,
        BatchState.PREPARED,
        Reason,
        acts.drop,
        "已作废。",
        danger=True,
    ),
)
BY_KEY = {deed.key: deed for deed in DEEDS}
