"""What people type in a campaign, beside the items: launching, signing, giving back, moving on, telling."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from qingquan.campaign.rules.stages import STAGES
from qingquan.campaign.words import CampaignStage
from qingquan.places.models import Organ

LONG = 2000


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; None while a page is only read, even though nothing may have been typed."""
    return request.POST if request.method == "POST" else None


class Launch(forms.Form):
    """A campaign to begin."""

    name = forms.CharField(label="名称", max_length=120, error_messages={"required": "请填写名称。"})
    plan = forms.CharField(
        label="实施方案", max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    baseline_on = forms.DateField(
        label="比较基准日",
        help_text="承诺时限、审查层级和材料都与这一天生效的内容比较。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写比较基准日。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
    )
    promise_tenths = forms.IntegerField(
        label="承诺时限不超过原承诺的十分之几",
        help_text="7 表示压缩三成以上。",
        min_value=1,
        max_value=10,
        initial=7,
        error_messages={"required": "请填写 1 到 10 的数字。", "invalid": "请填写 1 到 10 的数字。"},
    )
    organs = forms.ModelMultipleChoiceField(
        label="参加的机关",
        queryset=Organ.objects.order_by("seq"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个机关。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in STAGES:
            self.fields[f"term_{stage.value}"] = forms.DateField(
                label=f"{stage.label}截止",
                required=stage is CampaignStage.SELF_REPORT,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"required": "请填写自查申报的期限。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
            )

    @property
    def terms(self) -> dict[CampaignStage, date]:
        """The terms that were set."""
        given = {stage: self.cleaned_data.get(f"term_{stage.value}") for stage in STAGES}
        return {stage: day for stage, day in given.items() if day}

    @property
    def term_fields(self) -> list[forms.BoundField]:
        """The terms, in the order of the stages."""
        return [self[f"term_{stage.value}"] for stage in STAGES]


class Words(forms.Form):
    """Some sentences."""

    words = forms.CharField(
        label="内容", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "请填写。"}
    )

    def __init__(self, *args: Any, label: str = "内容", need: str = "请填写。", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = need


class Return(Words):
    """Why a report goes back, and until when it is to be signed again."""

    due_on = forms.DateField(
        label="补报期限",
        help_text="工作日，不早于今天。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写补报期限。", "invalid": "填写的不是日期，请写成 2026-03-02。"},
    )


class Telling(Words):
    """A bulletin: what is asked, and by when."""

    answer_by = forms.DateField(
        label="补报截止",
        required=False,
        help_text="要求逾期和退回的机关在哪一天前报送；工作日，可以不填。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "填写的不是日期，请写成 2026-03-02。"},
    )


class MoveOn(forms.Form):
    """Which stage is left, as it was read; and the government's note that lets a campaign move on."""

    leaving = forms.TypedChoiceField(
        choices=[(stage.value, stage.label) for stage in STAGES],
        coerce=CampaignStage,
        widget=forms.HiddenInput,
        error_messages={"required": "请从推进阶段的页面提交。", "invalid_choice": "没有这个阶段，请重新打开页面。"},
    )
    exception = forms.CharField(
        label="例外批准的理由和文号",
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="还有事项没有完成、经县政府同意先行进入下一阶段的，写明会议或者文号。",
    )


class Signature(forms.Form):
    """The statement a head types out."""

    statement = forms.CharField(label="声明", max_length=200, error_messages={"required": "请完整输入声明后再签字。"})
