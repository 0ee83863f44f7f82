"""What people fill in on the pages of the two-way check."""

from django import forms

from qingquan.crosscheck.words import Settlement, WayOut
from qingquan.places.models import Organ


class Deed(forms.Form):
    """Every deed on a difference names the revision it was read in, so that nobody overwrites another's."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class Answer(Deed):
    """The organ's answer."""

    words = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明为什么没有申报、依据是什么，或者准备怎么改；将作为审核的材料。",
        error_messages={"required": "请写明答复。"},
    )


class Return(Deed):
    """Why an answer comes back."""

    reason = forms.CharField(
        label="退回理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明为什么退回，要补充什么。"},
    )


class Assign(Deed):
    """Which organ is to answer."""

    organ = forms.ModelChoiceField(
        Organ.objects.order_by("seq"),
        label="由哪个机关答复",
        empty_label="请选择机关",
        error_messages={"required": "请选择机关。", "invalid_choice": "请选择机关。"},
    )


class Settle(Deed):
    """How a difference ends, and why."""

    settlement = forms.ChoiceField(
        label="怎样了结",
        widget=forms.RadioSelect,
        choices=lambda: [(each.value, each.label) for each in Settlement],
        error_messages={"required": "请选择怎样了结。", "invalid_choice": "请选择怎样了结。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明处理的理由。"},
    )


class Propose(forms.Form):
    """The way out of an overlap."""

    way = forms.ChoiceField(
        label="怎样处理",
        widget=forms.RadioSelect,
        choices=lambda: [(each.value, each.label) for each in WayOut],
        error_messages={"required": "请选择怎样处理。", "invalid_choice": "请选择怎样处理。"},
    )
    keeper = forms.ModelChoiceField(
        Organ.objects.none(), label="主办或者保留机关", required=False, empty_label="不适用（按层级或者内容划分）"
    )
    reason = forms.CharField(
        label="理由和依据",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写明理由和依据。"},
    )

    def __init__(self, *args: object, organs: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        keeper = self.fields["keeper"]
        assert isinstance(keeper, forms.ModelChoiceField)
        keeper.queryset = Organ.objects.filter(pk__in=organs).order_by("seq")


class Reject(forms.Form):
    """Why an office does not agree."""

    reason = forms.CharField(
        label="不同意的理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明不同意的理由。"},
    )


class Tell(forms.Form):
    """What a department makes a town do."""

    department = forms.CharField(
        label="哪个部门", max_length=100, error_messages={"required": "请写明是哪个部门让做的。"}
    )
    name = forms.CharField(
        label="让镇村做什么事",
        max_length=300,
        help_text="一件事一条，写清楚做什么，例如“巡查取水口并填写巡查表”。",
        error_messages={"required": "请写明做的是什么事。"},
    )
    times = forms.IntegerField(label="每年约几次", min_value=0, max_value=100000, required=False)
    note = forms.CharField(label="具体情况", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
