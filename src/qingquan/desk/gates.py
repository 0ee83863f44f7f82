"""The only way for a page of the desk to get an object. What is missing and what is forbidden look the same: 404."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from qingquan.cases.acts.receipt import RECEIVING
from qingquan.cases.models import Case
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.papers.models import Document, StoredFile
from qingquan.people.models import Account, Actor, Tenure
from qingquan.places.models import Post
from qingquan.places.words import Role
from qingquan.supervision.models import Card

POST_KEY = "post"
POSTS_KEPT = "desk_posts"
# Who looks over the whole county's cases, with personal numbers masked. Handbook appendix C.
COUNTY_WIDE = frozenset({Role.SUPERVISOR, Role.CENTRE_MANAGER})
SEES_EVERY_ITEM = frozenset(
    {
        Role.ESTABLISHMENT_REVIEWER,
        Role.LEGAL_OFFICE_REVIEWER,
        Role.GOVERNMENT_OFFICE,
        Role.CAMPAIGN_OFFICE,
        Role.SUPERVISOR,
        Role.CENTRE_MANAGER,
    }
)
# Whose posts handle cases and therefore see them; those who keep the lists or the system do not. Appendix C.
HANDLING = frozenset(
    {
        Role.WINDOW_CLERK,
        Role.HANDLER,
        Role.REVIEWER,
        Role.APPROVER,
        Role.HEAD,
        Role.CHIEF_REPRESENTATIVE,
        Role.LEGAL_REVIEWER,
        Role.HEARING_HOST,
    }
)


def account_of(request: HttpRequest) -> Account:
    """The signed-in official; nobody else finds the desk."""
    account = request.user
    if not isinstance(account, Account) or not account.is_active or not account.is_official:
        raise Http404
    return account


def posts_of(account: Account, on: date) -> list[Post]:
    """The posts somebody holds on a day."""
    tenures = Tenure.objects.on(on).filter(account=account, post__closed_on__isnull=True)
    return [tenure.post for tenure in tenures.select_related("post__organ", "post__office").order_by("post__code")]


def actor_of(request: HttpRequest) -> Actor:
    """The official as acting now: from the post chosen in this session, if it is still theirs, else from the first."""
    account, posts = account_of(request), posts_held(request)
    if not posts:
        raise Http404
    chosen = request.session.get(POST_KEY)
    return Actor(account, next((post for post in posts if post.pk == chosen), posts[0]))


def posts_held(request: HttpRequest) -> list[Post]:
    """All posts the official may act from today; asked once for a request."""
    held: list[Post] | None = getattr(request, POSTS_KEPT, None)
    if held is None:
        held = posts_of(account_of(request), timezone.localdate())
        setattr(request, POSTS_KEPT, held)
    return held


def require(actor: Actor, *roles: Role) -> Actor:
    """Only these roles find the page."""
    if actor.role not in roles:
        raise Http404
    return actor


def county_wide(actor: Actor) -> bool:
    """Whether the post looks over all organs."""
    return actor.role in COUNTY_WIDE


def handles(actor: Actor) -> bool:
    """Whether the post handles cases, so that tasks come to it."""
    return actor.role in HANDLING


def sees_cases(actor: Actor) -> bool:
    """Whether the cards' cases are for the post to see, too."""
    return county_wide(actor) or handles(actor)


def may_receive(actor: Actor) -> bool:
    """Whether the post takes applications in at a window."""
    return actor.role in RECEIVING


def case_branches(actor: Actor) -> list[QuerySet[Case]]:
    """The cases somebody may see, in parts that do not overlap and each have an index of their own.

    The own organ's; what the post took in at a window for other organs; a supervisor's are the county's; the
    government's office has before it the joint cases whose time it may prolong.
    """
    if county_wide(actor):
        return [Case.objects.all()]
    if actor.role == Role.GOVERNMENT_OFFICE:
        return [Case.objects.open().filter(limits__joint=True)]
    if not handles(actor):
        return [Case.objects.none()]
    assert actor.post is not None
    own = Case.objects.visible_to(actor.post)
    if not may_receive(actor):
        return [own]
    return [own, Case.objects.filter(received_by=actor.post).exclude(organ_id=actor.post.organ_id)]


def cases_for(actor: Actor) -> QuerySet[Case]:
    """The cases somebody may see, as one."""
    first, *others = case_branches(actor)
    return first | others[0] if others else first


def case_for(actor: Actor, number: str) -> Case:
    """One case, with what its page needs."""
    related = ("version__item", "version__procedure", "organ", "applicant", "mandate__agent", "window__hall")
    found = cases_for(actor).select_related(*related).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def may_see_numbers(actor: Actor, case: Case) -> bool:
    """Whether identity and phone numbers are shown in clear: only to the organ that handles the case."""
    return actor.post is not None and actor.post.organ_id == case.organ_id and not county_wide(actor)


def case_to_act_on(actor: Actor, number: str) -> Case:
    """A case somebody may act on; who looks over the whole county looks, and acts on none."""
    if county_wide(actor):
        raise Http404
    return case_for(actor, number)


def document_for(actor: Actor, pk: int) -> Document:
    """A document of a case somebody may see; a supervisor reads its number and day, not a paper that masks nothing."""
    if county_wide(actor):
        raise Http404
    found = Document.objects.filter(pk=pk).first()
    if found is None or not cases_for(actor).filter(number=found.subject).exists():
        raise Http404
    return found


def file_for(actor: Actor, pk: int) -> StoredFile:
    """A material's file, once checked, of a case somebody may see; a supervisor sees that it is there, no more."""
    if county_wide(actor):
        raise Http404
    found = StoredFile.objects.filter(pk=pk, checked_at__isnull=False, materials__case__in=cases_for(actor)).first()
    if found is None:
        raise Http404
    return found


def looks_at_cards(actor: Actor) -> bool:
    """Whether the post looks over every organ's cards: supervision, and the county's government. Appendix C."""
    return county_wide(actor) or actor.role == Role.GOVERNMENT_OFFICE


def cards_for(actor: Actor) -> QuerySet[Card]:
    """The cards somebody may see: the own organ's; who looks over the county, and its government, see all."""
    if looks_at_cards(actor):
        return Card.objects.all()
    return Card.objects.filter(organ=actor.organ) if handles(actor) else Card.objects.none()


def card_for(actor: Actor, number: str) -> Card:
    """One card, with what its page needs."""
    related = ("case__version", "case__applicant", "organ", "person", "post")
    found = cards_for(actor).select_related(*related).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def item_for(actor: Actor, code: str) -> Item:
    """An item of the own organ; who reviews, publishes, clears or supervises the list sees every organ's."""
    items = Item.objects.select_related("organ")
    if actor.role not in SEES_EVERY_ITEM:
        items = items.filter(organ=actor.organ)
    found = items.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def version_for(actor: Actor, code: str, number: int) -> ItemVersion:
    """One version of an item somebody may see."""
    found = item_for(actor, code).versions.select_related("item__organ", "procedure").filter(number=number).first()
    if found is None:
        raise Http404
    return found
