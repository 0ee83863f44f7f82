"""What the pages about powers given up ask: facts and documents, receipts, decisions, answers."""

from decimal import Decimal

from django import forms

from qingquan.forfeits.words import ForfeitKind, MatterAnswer, StopDecision
from qingquan.places.models import Organ

LONG = 2000
MOST_YUAN = 100_000_000


def long_text(label: str, help_text: str = "", required: bool = True) -> forms.CharField:
    """Some sentences."""
    return forms.CharField(
        label=label,
        max_length=LONG,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": f"请填写{label}。"},
    )


def short_text(label: str, help_text: str = "", length: int = 60, required: bool = True) -> forms.CharField:
    """One line."""
    messages = {"required": f"请填写{label}。"}
    return forms.CharField(
        label=label, max_length=length, help_text=help_text, required=required, error_messages=messages
    )


def day(label: str) -> forms.DateField:
    """A day, with the browser's own picker."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": f"{label}不是日期，请写成 2026-03-02。"},
    )


class Yuan(forms.DecimalField):
    """Money as people write it, in yuan; as the system keeps it, in whole fen."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            max_value=MOST_YUAN,
            decimal_places=2,
            min_value=Decimal("0.01"),
            help_text="单位：元。",
            error_messages={"required": "请填写金额。", "invalid": "金额不是数字，请写成 120.50。"},
        )

    def clean(self, value: object) -> int:
        """Fen."""
        return int(super().clean(value) * 100)


class Finding(forms.Form):
    """What is found, about which item, by which document."""

    code = short_text("事项编码", "在权力清单里可以找到。", length=64)
    kind = forms.ChoiceField(
        label="情形",
        choices=[(kind.value, kind.label) for kind in ForfeitKind],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择情形。"},
    )
    found_on = day("发现日期")
    reason = long_text("事实和证据", "从哪里发现，与申报表如何不符：办件、收费票据、投诉、用印记录。")
    document_no = short_text("认定文号", "例如：清审改办〔2026〕3号。")


class Accounting(forms.Form):
    """What came of holding the organ to account."""

    result = long_text("追责结果", "对机关和责任人员的处理。")
    document_no = short_text("追责文号")


class Taken(forms.Form):
    """Money found on a receipt outside this system."""

    payer = short_text("缴款人", "退款退给本人；列表里只显示姓氏。")
    phone = short_text("缴款人电话", length=20, required=False)
    amount = Yuan("金额")
    taken_on = day("收取日期")
    receipt = short_text("票据号码", "没有票据的留空。", required=False)


class Return(forms.Form):
    """Against which voucher the money went back."""

    voucher = short_text("退费凭证号")


class Decision(forms.Form):
    """Whether a stopped case goes on."""

    decision = forms.ChoiceField(
        label="处理",
        choices=[(each.value, each.label) for each in StopDecision],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择继续办结还是终止办理。"},
    )
    reason = long_text("理由", "申请人的信赖是否值得保护，或者为什么应当终止；会告知申请人。")


class Answer(forms.Form):
    """Where a matter belongs, in words for who asked."""

    answer = forms.ChoiceField(
        label="去向",
        choices=[(each.value, each.label) for each in MatterAnswer],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择去向。"},
    )
    code = short_text("清单内事项编码", "选“清单里已有这个事项”时填写。", length=64, required=False)
    organ = forms.ModelChoiceField(
        label="办理机关",
        queryset=Organ.objects.order_by("seq"),
        required=False,
        empty_label="请选择",
        help_text="转由有关机关办理，或者责成机关受理的，选择机关。",
    )
    text = long_text("答复", "写给申请人看：下一步到哪里、带什么、多久。")
