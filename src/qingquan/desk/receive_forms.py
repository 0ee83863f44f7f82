"""What a window asks when it takes an application in: who applies, who acts for them, what was handed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from qingquan.cases.acts import MaterialGiven
from qingquan.cases.acts.drafting import asked_of
from qingquan.cases.rules.drafts import Asked
from qingquan.cases.words import MaterialWay
from qingquan.catalogue.models import ItemVersion
from qingquan.law import Refused
from qingquan.papers.models import Document
from qingquan.people.models import Applicant
from qingquan.people.rules import parse_identity_number, parse_phone
from qingquan.people.words import IdType, PhoneKind
from qingquan.places.rules import parse_uscc

Errors = list[tuple[str, str]]
SHORTEST_NUMBER = 5


def checked_number(id_type: str, number: str, on: date) -> str:
    """The number in its one written form; `Refused` says what is wrong with it."""
    if id_type == IdType.CITIZEN_ID:
        return parse_identity_number(number, on=on).text
    if id_type == IdType.USCC:
        return parse_uscc(number).text
    if len(number.strip()) < SHORTEST_NUMBER:
        raise Refused("证件号码太短，请核对。")
    return number.strip()


def text(label: str, *, most: int = 120, required: bool = True, hint: str = "") -> forms.CharField:
    """A line of text."""
    told = {"required": f"请填写“{label}”。", "max_length": f"“{label}”最多 {most} 个字。"}
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint, error_messages=told)


class IdentityForm(forms.Form):
    """By which document somebody is known."""

    id_type = forms.ChoiceField(label="证件类型", choices=[(kind.value, kind.label) for kind in IdType])
    id_number = text("证件号码", most=30)

    def __init__(self, data: QueryDict | None, on: date) -> None:
        super().__init__(data)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """A number that cannot be one is told at once."""
        given = super().clean() or {}
        if given.get("id_type") and given.get("id_number"):
            try:
                given["id_number"] = checked_number(given["id_type"], given["id_number"], self.on)
            except Refused as no:
                self.add_error("id_number", no.why)
        return given

    def known(self) -> Applicant | None:
        """The applicant who has this document, if the county knows them."""
        return Applicant.objects.with_id(self.cleaned_data["id_type"], self.cleaned_data["id_number"]).first()


class ApplicantForm(forms.Form):
    """Who applies. Of a known applicant only what changed is asked."""

    name = text("姓名或者名称")
    phone = text("手机号码", most=20)
    legal_representative = text("法定代表人", most=60, required=False)
    address = text("联系地址", most=200, required=False)
    renamed = forms.BooleanField(label="姓名或者名称已经依法变更，按本次填写更正", required=False)

    def __init__(self, data: QueryDict | None, known: Applicant | None, *, firm: bool) -> None:
        super().__init__(data)
        self.known = known
        if not firm:
            del self.fields["legal_representative"]
        if known is None:
            del self.fields["renamed"]
            self.fields["name"].widget.attrs["autofocus"] = True
            return
        self.fields["name"].initial = known.name
        self.fields["phone"].required = False
        self.fields["phone"].label = "新手机号码"
        self.fields["phone"].help_text = f"登记的是 {known.masked_phone}，没有变的不填。"
        self.fields["address"].initial = known.address
        if firm:
            self.fields["legal_representative"].initial = known.legal_representative

    def clean(self) -> dict[str, Any]:
        """A name that is not the one known under this number is a slip of the pen, or has to be said to be new."""
        given = super().clean() or {}
        if given.get("phone"):
            _check_phone(self, "phone", given["phone"])
        same = self.known is None or given.get("name", "").strip() == self.known.name
        if given.get("name") and not same and not given.get("renamed"):
            self.add_error(
                "name", "与这个证件号码登记的姓名或者名称不同，请核对；确实变更的，勾选下面的“已经依法变更”。"
            )
        return given

    @property
    def settled(self) -> bool:
        """Whether nothing about a known applicant changes."""
        return self.known is not None and not set(self.changed_data) - {"renamed"}


class AgentForm(forms.Form):
    """Who acts for the applicant, by which mandate. All of it, or nothing."""

    agent_name = text("代理人姓名", required=False)
    agent_number = text("代理人身份证号码", most=30, required=False)
    agent_phone = text("代理人手机号码", most=20, required=False)
    mandate = text("授权委托书", required=False, hint="写明文号或者日期，如“2026年3月1日书面委托”。")
    mandate_until = forms.DateField(
        label="委托期限至",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "“委托期限至”应是日期，如 2026-03-01。"},
    )

    def __init__(self, data: QueryDict | None, on: date) -> None:
        super().__init__(data)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """Half a mandate is none."""
        given = super().clean() or {}
        if not self.there:
            return given
        for name, field in self.fields.items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, f"请填写“{field.label}”。")
        if given.get("agent_phone"):
            _check_phone(self, "agent_phone", given["agent_phone"])
        if given.get("agent_number"):
            try:
                given["agent_number"] = checked_number(IdType.CITIZEN_ID, given["agent_number"], self.on)
            except Refused as no:
                self.add_error("agent_number", no.why)
        if given.get("mandate_until") and given["mandate_until"] < self.on:
            self.add_error("mandate_until", "委托已经到期，不能代为申请。")
        return given

    @property
    def there(self) -> bool:
        """Whether anything was written."""
        return any(str(self.data.get(name, "")).strip() for name in self.fields)


def _check_phone(form: forms.Form, name: str, number: str) -> None:
    try:
        if parse_phone(number).kind is PhoneKind.HOTLINE:
            form.add_error(name, "这是服务热线，请填写申请人的手机号码或者固定电话。")
    except Refused as no:
        form.add_error(name, no.why)


def problems(*given: forms.Form) -> Errors:
    """(field id, sentence) of everything wrong in several forms."""
    return [(name, str(told)) for form in given for name, texts in form.errors.items() for told in texts]


@dataclass(frozen=True, slots=True)
class Slot:
    """One material on the list: its field, and how it stands."""

    key: str
    name: str
    required: bool
    looked_up: bool
    note: str
    ticked: bool
    taken: str


def slots(version: ItemVersion, post: Mapping[str, str]) -> list[Slot]:
    """Every material of the version in its order; what was ticked stays ticked."""
    rows = version.materials.values_list("name", "need", "source", "scenario")
    return [
        Slot(
            f"m{at}",
            name,
            need == "required",
            source == "government",
            scenario,
            bool(post.get(f"m{at}")),
            post.get(f"m{at}-issued", ""),
        )
        for at, (name, need, source, scenario) in enumerate(rows, 1)
    ]


def materials_given(
    version: ItemVersion, shown: Sequence[Slot], circumstances: Mapping[str, str], issued: Sequence[Document]
) -> list[MaterialGiven]:
    """How each material of the list came; what the circumstances do not ask for is said not to be needed."""
    wanted: dict[str, Asked] = {each.wanted.name: each for each in asked_of(version, circumstances)}
    papers = {paper.check_code: paper.pk for paper in issued}
    given = []
    for slot in shown:
        taken = papers.get(slot.taken)
        if taken is not None:
            given.append(MaterialGiven(slot.name, MaterialWay.ISSUED, issued_id=taken))
        elif slot.ticked:
            given.append(MaterialGiven(slot.name, MaterialWay.PAPER))
        elif slot.name not in wanted:
            given.append(MaterialGiven(slot.name, MaterialWay.NOT_NEEDED))
        else:
            given.append(MaterialGiven(slot.name, wanted[slot.name].way(None)))
    return given
