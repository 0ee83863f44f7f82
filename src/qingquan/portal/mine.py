"""What is one's own: cases, drafts, certificates, and for whom one may apply."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.cases.words import CLOSED, Stage
from qingquan.languages import say
from qingquan.law import Refused
from qingquan.people import acts
from qingquan.people.models import Account
from qingquan.people.rules import parse_mobile
from qingquan.people.words import ApplicantKind, IdType
from qingquan.portal import gates
from qingquan.portal.progress import SENTENCES

NEWEST = 100


class PersonForm(forms.Form):
    """A natural person, as on the identity document."""

    name = forms.CharField(label="姓名", max_length=60)
    id_type = forms.ChoiceField(label="证件类型")
    id_number = forms.CharField(label="证件号码", max_length=30)
    phone = forms.CharField(label="手机号码", max_length=30, help_text="收受理、补正和办结的通知，不公开。")
    address = forms.CharField(label="联系地址", max_length=200, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Choices and labels in the reader's language."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [(kind.value, say(kind.label)) for kind in IdType if kind is not IdType.USCC]
        self.fields["id_type"].choices = kinds  # type: ignore[attr-defined]
        translated(self)

    def clean_phone(self) -> str:
        """A mobile number: news of the case comes by message."""
        try:
            return parse_mobile(self.cleaned_data["phone"]).text
        except Refused as no:
            raise ValidationError(no.why) from None


class OrganisationForm(forms.Form):
    """An enterprise or another body, by its unified social credit code."""

    name = forms.CharField(label="单位名称", max_length=120)
    id_number = forms.CharField(label="统一社会信用代码", max_length=30, help_text="营业执照上的18位代码。")
    legal_representative = forms.CharField(label="法定代表人或者负责人", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=30)
    address = forms.CharField(label="住所", max_length=200, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Labels in the reader's language."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        translated(self)


def translated(form: forms.Form) -> None:
    """Labels, hints and the demand to fill in, as the reader's language says them."""
    for field in form.fields.values():
        field.label, field.help_text = say(str(field.label)), say(str(field.help_text))
        field.error_messages["required"] = say("请填写") + f"“{field.label}”。"


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own page; officials are shown the way to the desk."""
    if gates.applicant_account(request) is None:
        return redirect("/desk/")
    cases = gates.cases_of(request).select_related("version", "organ", "applicant").order_by("-received_at")[:NEWEST]
    context = {
        "running": [(case, say(SENTENCES[Stage(case.stage)])) for case in cases if case.stage not in CLOSED],
        "ended": [(case, say(SENTENCES[Stage(case.stage)])) for case in cases if case.stage in CLOSED],
        "drafts": gates.drafts_of(request).filter(case__isnull=True),
        "certificates": gates.certificates_of(request).select_related("organ").order_by("-issued_on"),
        "applicants": gates.applicants_of(request).order_by("kind", "pk"),
    }
    return render(request, "portal/mine.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Who one is: asked once, sealed, shown masked. `?kind=organisation` registers one's firm besides."""
    account = gates.applicant_account(request)
    if account is None:
        raise Http404
    firm = request.GET.get("kind") == ApplicantKind.ORGANISATION
    form = (OrganisationForm if firm else PersonForm)(request.POST or None)
    applicants = list(gates.applicants_of(request).filter(account=account))
    own = next((each for each in applicants if each.kind == ApplicantKind.PERSON), None)
    context = {"form": form, "firm": firm, "applicants": applicants, "own": own, "next": safe_next(request)}
    if request.method != "POST":
        return render(request, "portal/profile.html", context)
    if not form.is_valid():
        return render(request, "portal/profile.html", context, status=422)
    if not firm and own is not None:
        return render(request, "portal/profile.html", context | {"refused": ALREADY}, status=409)
    try:
        register(account, form.cleaned_data, firm=firm, request=request)
    except Refused as no:
        return render(request, "portal/profile.html", context | {"refused": no}, status=409)
    return redirect(safe_next(request) or "portal:mine")


ALREADY = Refused("您已经登记过身份信息。姓名、证件有变化的，请带证件到政务服务中心窗口更正。")


def register(account: Account, told: dict[str, str], *, firm: bool, request: HttpRequest) -> None:
    """Register the applicant behind an account; a person's account then bears the person's name."""
    by, at = gates.actor_of(request), timezone.now()
    acts.register_applicant(
        kind=ApplicantKind.ORGANISATION if firm else ApplicantKind.PERSON,
        name=told["name"],
        id_type=IdType.USCC if firm else IdType(told["id_type"]),
        id_number=told["id_number"],
        phone=told["phone"],
        address=told["address"],
        legal_representative=told.get("legal_representative", ""),
        account=account,
        by=by,
        at=at,
    )
    if not firm:
        acts.name_account(account, told["name"], by=by, at=at)


def safe_next(request: HttpRequest) -> str:
    """Where to go on; only within this site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
