"""What each step of an adjustment asks."""

from django import forms

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.models.records import holdings, reform_kinds, ruling_kinds
from qingquan.adjustment.words import Change, TriggerCode
from qingquan.catalogue.models import ItemVersion
from qingquan.desk.adjustment_gates import drafts_of
from qingquan.desk.forfeits_forms import day, long_text, short_text
from qingquan.places.models import Organ

HINTS = {
    TriggerCode.DA01: "哪部法律、第几条、怎么改；法规库登记的修改和废止会自动触发，这里补登没有收录的。",
    TriggerCode.DA02: "上级取消、下放或者调整的文件和目录编号。",
    TriggerCode.DA03: "三定规定的文号，哪项职责划给谁；同一机关的几个事项可以一次登记。",
    TriggerCode.DA04: "整批划转的，请在“机构改革”登记，逐项触发；这里补登个别事项，写改革方案的文号。",
    TriggerCode.DA05: "请先在“裁判和复议决定”登记，会自动触发；在这里登记的，文号必填，在办的件立即停下。",
    TriggerCode.DA06: "哪个地址、电话、承诺或者材料变了，从哪天起。",
    TriggerCode.DA07: "年度评估的结论；二十四个月没有办件的由系统自动触发。",
    TriggerCode.DA08: "哪种证照可以共享，替代哪份材料。",
    TriggerCode.DA09: "收费文件的文号，项目和标准怎么变。",
    TriggerCode.DA10: "新基准的文号。",
    TriggerCode.DA11: "漏报的原因，为什么应当补列；补列经政府审定后恢复行使。",
}


class Raising(forms.Form):
    """A trigger with its document."""

    code = forms.ChoiceField(label="触发情形", error_messages={"required": "请选择触发情形。"})
    codes = forms.CharField(
        label="事项编码",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="几个事项的，每行一个。清单里还没有的，留空并填写下面的名称和机关。",
    )
    name = short_text("清单里还没有的事项名称", length=300, required=False)
    organ = forms.ModelChoiceField(
        label="机关", queryset=Organ.objects.none(), required=False, empty_label="按事项确定"
    )
    source = long_text("触发依据", "什么文件、第几条、改了什么。")
    document_no = short_text("文号", length=100, required=False)
    effective_on = day("依据生效日期")

    def __init__(self, organs: object, allowed: tuple[TriggerCode, ...], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        self.fields["code"].choices = [("", "请选择"), *((c.value, f"{c.value} {c.label}") for c in allowed)]  # type: ignore[attr-defined]


class Application(forms.Form):
    """What the organ wants changed."""

    change = forms.ChoiceField(
        label="调整内容",
        choices=[(change.value, change.label) for change in Change],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择调整内容。"},
    )
    version = forms.ModelChoiceField(
        label="新版本",
        queryset=ItemVersion.objects.none(),
        required=False,
        empty_label="不需要新版本",
        help_text="新增、补列、调整依据或者要素的，先在权力清单里起草，再在这里选择。",
    )
    explanation = long_text("理由和依据")

    def __init__(self, adjustment: Adjustment, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["version"].queryset = drafts_of(adjustment)  # type: ignore[attr-defined]


class RulingForm(forms.Form):
    """A judgment, a reconsideration decision, a supervisor's decision."""

    kind = forms.ChoiceField(
        label="种类",
        choices=lambda: [("", "请选择"), *ruling_kinds()],
        error_messages={"required": "请选择种类。"},
    )
    number = short_text("文号", "例如：（2026）清行终12号。", length=100)
    body = short_text("作出机关", length=100)
    code = short_text("事项编码", "被诉、被复议的行为是依据哪个事项作出的。", length=64)
    case_number = short_text("办件编号", "在本系统办的填写，其他的留空。", length=32, required=False)
    holding = forms.ChoiceField(
        label="结论",
        choices=holdings,
        widget=forms.RadioSelect,
        help_text="认定没有设定依据的，生效之日触发 DA-05：在办的件立即停下，逐件决定。",
        error_messages={"required": "请选择结论。"},
    )
    decided_on = day("作出日期")
    effective_on = day("生效日期")
    summary = long_text("要点", "认定了什么；不写当事人姓名、证件号码。")


class ReformForm(forms.Form):
    """By which document an organ's powers end or go to another."""

    kind = forms.ChoiceField(
        label="种类", choices=reform_kinds, widget=forms.RadioSelect, error_messages={"required": "请选择种类。"}
    )
    document_no = short_text("文号", "例如：清发〔2026〕17号。", length=100)
    organ = forms.ModelChoiceField(
        label="原机关",
        queryset=Organ.objects.order_by("seq"),
        empty_label="请选择",
        error_messages={"required": "请选择原机关。"},
    )
    successor = forms.ModelChoiceField(
        label="承接机关", queryset=Organ.objects.order_by("seq"), required=False, empty_label="没有，职责取消"
    )
    codes = forms.CharField(
        label="事项编码",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只涉及一部分事项的，每行一个；留空为原机关现行清单里的全部（综合执法改革为全部处罚和强制）。",
    )
    effective_on = day("生效日期")
    summary = long_text("要点")


class ApplyTogether(forms.Form):
    """What the organ wants of many at once: the new texts written in, its own drafts handed in, or nothing."""

    change = forms.ChoiceField(
        label="调整内容", widget=forms.RadioSelect, error_messages={"required": "请选择调整内容。"}
    )
    explanation = long_text("理由和依据", "写在每一件的申请里。")

    def __init__(self, rewrites: bool, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = (Change.ELEMENTS, Change.KEEP) if rewrites else tuple(Change)
        words = {Change.ELEMENTS: "改写为新的电话、地址、时间，其他不动"} if rewrites else {}
        self.fields["change"].choices = [(each.value, words.get(each, each.label)) for each in offered]  # type: ignore[attr-defined]


class Opinion(forms.Form):
    """One side's word."""

    agrees = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意"), ("no", "退回部门修改")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择同意还是退回。"},
    )
    text = long_text("说明", "退回的必须写明理由。", required=False)


class Approval(forms.Form):
    """The government's decision."""

    approval_no = short_text("审定文号", "例如：县政府第12次常务会议纪要。", length=100)


class Publication(forms.Form):
    """By which document, from which day."""

    document = short_text("公布文号", "例如：清府发〔2026〕12号。")
    from_on = day("生效日期")


class FilingTogether(forms.Form):
    """To whom it was reported, for many at once: papers are handed in on the page of each."""

    receiver = short_text("备案机关", length=100)
    filed_on = day("备案日期")
    receipt = short_text("备案回执号")


class Filing(FilingTogether):
    """The same of one, with the paper."""

    attachment = forms.FileField(label="备案材料", required=False, help_text="PDF 或者图片，可以不传。")


class Sync(forms.Form):
    """The province's receipt."""

    receipt = short_text("省平台回执号", length=100)


class Closing(forms.Form):
    """Why nothing is to change."""

    reason = long_text("不作调整的理由")
