"""The only way for a page of the portal to get what is not public. Missing and forbidden look the same: 404."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from qingquan.cases.models import Case, Draft
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.papers.models import Document
from qingquan.people.models import Account, Actor, Applicant

SEEN_KEY = "followed"


def applicant_account(request: HttpRequest) -> Account | None:
    """The signed-in applicant, if there is one; officials are nobody here."""
    account = request.user
    if isinstance(account, Account) and account.is_active and not account.is_official:
        return account
    return None


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in applicant as acting."""
    account = applicant_account(request)
    if account is None:
        raise Http404
    return Actor(account)


def applicants_of(request: HttpRequest) -> QuerySet[Applicant]:
    """For whom the signed-in account may apply: themselves, and who gave them a mandate that is live today."""
    account = applicant_account(request)
    today = timezone.localdate()
    live = Q(
        mandates_given__agent__account=account,
        mandates_given__from_on__lte=today,
        mandates_given__until_on__gte=today,
        mandates_given__revoked_on__isnull=True,
    )
    return Applicant.objects.filter(Q(account=account) | live).distinct() if account else Applicant.objects.none()


def cases_of(request: HttpRequest) -> QuerySet[Case]:
    """The signed-in applicant's cases, those filed as agent included."""
    account = applicant_account(request)
    if account is None:
        return Case.objects.none()
    # An agent follows what they filed, until the mandate is taken back.
    kept = Q(mandate__revoked_on__isnull=True) | Q(mandate__revoked_on__gt=timezone.localdate())
    return Case.objects.filter(Q(applicant__account=account) | Q(mandate__agent__account=account) & kept)


def case_for(request: HttpRequest, number: str) -> Case:
    """One's own case, or one opened in this session with number and query code."""
    related = ("version__item", "version__procedure", "organ", "applicant", "mandate__agent")
    allowed = cases_of(request)
    if number in request.session.get(SEEN_KEY, []):
        allowed = Case.objects.all()
    found = allowed.select_related(*related).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def own_case_for(request: HttpRequest, number: str) -> Case:
    """One's own case, for what changes it: having opened it with the query code is not enough."""
    found = cases_of(request).select_related("version__item", "organ", "applicant").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def opened(request: HttpRequest, case: Case) -> None:
    """Remember for this session that the case was opened with its query code."""
    request.session[SEEN_KEY] = [*request.session.get(SEEN_KEY, [])[-19:], case.number]


def drafts_of(request: HttpRequest) -> QuerySet[Draft]:
    """The signed-in applicant's own applications in writing; an agent's drafts are the agent's."""
    account = applicant_account(request)
    drafts = Draft.objects.filter(account=account) if account else Draft.objects.none()
    return drafts.select_related("version__item__organ", "applicant", "mandate", "case")


def draft_for(request: HttpRequest, code: str) -> Draft:
    """One's own draft, as long as one may still apply for that applicant."""
    found = drafts_of(request).filter(code=code, applicant__in=applicants_of(request)).first()
    if found is None:
        raise Http404
    return found


def certificates_of(request: HttpRequest) -> QuerySet[Document]:
    """What the county issued to the signed-in applicant, not revoked."""
    numbers = cases_of(request).values("number")
    return Document.objects.filter(kind="certificate", subject__in=numbers, revoked_on__isnull=True)


def document_for(request: HttpRequest, number: str, check_code: str) -> Document:
    """A document of a case one may see."""
    case = case_for(request, number)
    found = Document.objects.filter(subject=case.number, check_code=check_code).first()
    if found is None:
        raise Http404
    return found


def version_for(code: str, on: date) -> ItemVersion:
    """The version of an item in force on a day; public. Its elements are read only when asked for."""
    versions = ItemVersion.objects.in_force(on).select_related("item__organ").defer("elements", "form_schema")
    found = versions.filter(item__code=code).first()
    if found is None:
        raise Http404
    return found


def version_named(code: str, on: date) -> tuple[int, str]:
    """Key and name of the version in force on a day: all the busiest page has to ask the database."""
    versions = ItemVersion.objects.order_by().in_force(on).filter(item__code=code)
    found = versions.values_list("pk", "name").first()
    if found is None:
        raise Http404
    return found


def published_versions(code: str) -> list[tuple[int, date, date | None]]:
    """Number, first and last day of every version that is or was in force, newest first; public."""
    hidden = [VersionState.DRAFT.value, VersionState.REVIEWED.value]
    published = ItemVersion.objects.filter(item__code=code, from_on__isnull=False).exclude(state__in=hidden)
    return list(published.order_by("-number").values_list("number", "from_on", "until_on"))  # type: ignore[arg-type]
