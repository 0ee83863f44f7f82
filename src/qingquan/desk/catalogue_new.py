"""A new item: only what it cannot be without. Everything else is filled in in its draft."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.catalogue import acts
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.catalogue.rules.codes import parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import PowerType, SubjectNature
from qingquan.desk import catalogue_gates, gates
from qingquan.law import Refused
from qingquan.places.models import Organ

TYPES = [
    (kind.value, kind.label)
    for kind in PowerType
    if kind not in {PowerType.NON_LICENCE_APPROVAL_LEGACY, PowerType.GENERIC}
]


class NewItem(forms.Form):
    """Code, name and type."""

    name = forms.CharField(
        label="事项名称",
        max_length=300,
        error_messages={"required": "请填写事项名称。"},
        help_text="与上级基本目录的名称一致。",
    )
    power_type = forms.ChoiceField(
        label="事项类型", choices=[("", "请选择"), *TYPES], error_messages={"required": "请选择事项类型。"}
    )
    code = forms.CharField(
        label="事项编码",
        max_length=64,
        error_messages={"required": "请填写事项编码。"},
        help_text="31 位实施编码（机关代码 18 位、层级 1 位、基本编码 12 位）；没有的填本地编码。立项后不能改。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin an item of the own organ."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    organ = catalogue_gates.own_organ(actor)
    form = NewItem(request.POST) if request.method == "POST" else NewItem()
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.draft(begun(form.cleaned_data, organ), organ=organ, by=actor, at=timezone.now())
        except Refused as no:
            refused, status = no, 409
        else:
            messages.success(request, f"“{made.name}”已立项，请逐组填写要素。")
            return redirect("desk:item_edit", made.item.code, "identity")
    elif request.method == "POST":
        status = 422
    errors = [(name, " ".join(str(each) for each in told)) for name, told in form.errors.items()]
    context = {"form": form, "organ": organ, "refused": refused, "errors": errors}
    return render(request, "desk/catalogue/new.html", context, status=status)


def begun(cleaned: dict[str, str], organ: Organ) -> VersionFacts:
    """What a draft says at first: who, what, and what its code tells of itself."""
    code = parse_item_code(cleaned["code"])
    return VersionFacts(
        code=code.raw,
        base_code=code.base_code or "",
        handling_code=code.handling or "",
        name=cleaned["name"],
        power_type=PowerType(cleaned["power_type"]),
        organ_name=organ.name,
        organ_uscc=organ.uscc,
        region=organ.division_id,
        exercise_levels=(code.level,) if code.level else (),
        subject_nature=SubjectNature.from_code(organ.nature),
    )
