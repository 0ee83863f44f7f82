"""What is filled in for each of the three deeds. Whether it is lawful is the rules' to say, not the form's."""

from datetime import date, timedelta
from typing import Any

from django import forms

from qingquan.catalogue.models import Item
from qingquan.catalogue.words import BasisLevel
from qingquan.deeds.rules.conditions import MAY_ENTRUST, NEVER_AT_THE_WINDOW
from qingquan.deeds.words import Action, Ground
from qingquan.places.models import Organ, Post

TODAY_WRONG = {"required": "请填写日期。", "invalid": "填写的不是日期，请写成 2026-03-02。"}


def day(label: str, **more: Any) -> forms.DateField:
    """A day as browsers ask for it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=TODAY_WRONG, **more)


def words(label: str, longest: int = 300, **more: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, max_length=longest, error_messages={"required": f"请填写{label}。"}, **more)


def text(label: str, **more: Any) -> forms.CharField:
    """Several lines."""
    wanted = {"required": f"请填写{label}。"}
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=wanted, **more
    )


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """An item with its organ."""

    def label_from_instance(self, obj: Item) -> str:
        """The name, and the code by which two of one name are told apart."""
        return f"{obj.name}（{obj.code}）"


class DevolutionForm(forms.Form):
    """下放."""

    item = ItemChoice(Item.objects.none(), label="下放的事项", empty_label="请选择", to_field_name="code")
    receiver = forms.ModelChoiceField(Organ.objects.none(), label="承接机关", empty_label="请选择")
    ground = forms.ChoiceField(label="依据种类", choices=[(each.value, each.label) for each in Ground])
    basis = words("依据", help_text="准许下级行使的条款，或者上级决定的名称和文号。")
    decided_by_province = forms.BooleanField(label="由省级决定（行政处罚权须由省级决定）", required=False)
    approval_document = words("县政府批准文号", 80)
    staff = forms.IntegerField(label="承办人员数", min_value=0, max_value=999)
    qualification = text("人员资格", help_text="承接能力核查：执法证、专业资格和培训情况。")
    system = text("办理系统和场所", help_text="承接能力核查：接入的系统、窗口、设备。")
    from_on = day("自何日起生效", help_text="自该日起县里的事项退出清单，承接机关的事项须在此前公布。")

    def __init__(self, *args: Any, items: Any, receivers: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]


class EntrustmentForm(forms.Form):
    """委托."""

    item = ItemChoice(Item.objects.none(), label="委托的事项", empty_label="请选择", to_field_name="code")
    receiver = forms.ModelChoiceField(Organ.objects.none(), label="受委托机构", empty_label="请选择")
    basis = words("依据", help_text="准许委托的条款，例如《森林法》第五十七条第三款。")
    basis_level = forms.ChoiceField(
        label="依据层级", choices=[(each.value, each.label) for each in BasisLevel if each in MAY_ENTRUST]
    )
    matter = text("委托的具体事项")
    authority = text("委托的权限")
    from_on = day("自何日起")
    until_on = day("至何日止")
    receiver_publishes = words("受委托方在哪里公布", required=False, help_text="委托行政处罚的必填。")
    public_function = forms.BooleanField(label="受委托组织依法成立并具有管理公共事务职能（处罚）", required=False)
    qualified_staff = forms.BooleanField(label="有取得行政执法资格的工作人员（处罚）", required=False)
    technical_means = forms.BooleanField(label="有条件组织技术检查或者鉴定，或者不需要（处罚）", required=False)

    def __init__(self, *args: Any, items: Any, receivers: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]


class WindowForm(forms.Form):
    """授权窗口."""

    post = forms.ModelChoiceField(Post.objects.none(), label="首席代表岗位", empty_label="请选择")
    items = forms.ModelMultipleChoiceField(
        Item.objects.none(),
        label="授权的事项",
        widget=forms.CheckboxSelectMultiple(),
        to_field_name="code",
        error_messages={"required": "请选择授权的事项。"},
    )
    actions = forms.MultipleChoiceField(
        label="授权的环节",
        choices=[(each.value, each.label) for each in Action],
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": "请选择授权办理的环节。"},
    )
    seal = words("使用的印章", 80, required=False, initial="行政审批专用章")
    limits = text("不在授权之内的情形", required=False, initial=NEVER_AT_THE_WINDOW)
    from_on = day("自何日起")
    until_on = day("至何日止")

    def __init__(self, *args: Any, items: Any, receivers: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["items"].queryset = items  # type: ignore[attr-defined]
        self.fields["post"].queryset = receivers  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """Ending a deed."""

    on = day("自何日起终止")
    reason = text("终止的理由")


def first_days(today: date) -> dict[str, object]:
    """A deed begins tomorrow and lasts a year unless somebody says otherwise."""
    begins = today + timedelta(days=1)
    return {"from_on": begins, "until_on": begins.replace(year=begins.year + 1, day=min(begins.day, 28))}
