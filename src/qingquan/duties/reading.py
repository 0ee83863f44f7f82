"""What posts hold today, read from the catalogue the way cases find their posts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from qingquan.cases.rules.posts import posts_for
from qingquan.catalogue.models import Holding, ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.duties.models import DutyStatement
from qingquan.duties.rules.derive import Derived, FlowStep, Part, derive
from qingquan.duties.words import StatementState
from qingquan.law import Refused
from qingquan.places.models import Organ, Post
from qingquan.places.words import Role
from qingquan.procedures import runs


class Holdings:
    """Which post of an organ takes which role of which item on a day."""

    def __init__(self, organ: Organ, on: date) -> None:
        self.posts = list(Post.objects.filter(organ=organ, closed_on__isnull=True).order_by("pk"))
        self.by_role = [(post.role, post.pk) for post in self.posts]
        in_force = ItemVersion.objects.in_force(on).filter(item__organ=organ).order_by("item_id", "number")
        self.versions = {version.item_id: version for version in in_force.select_related("item", "procedure")}
        self.held: dict[int, list[tuple[str, int]]] = {}
        # Who was authorised to take another's part comes first, as when a case is received.
        rows = Holding.objects.on(on).filter(item__organ=organ, post__closed_on__isnull=True).select_related("post")
        for row in sorted(rows, key=lambda one: (one.role == "", one.pk)):
            self.held.setdefault(row.item_id, []).append((row.role or row.post.role, row.post_id))

    def derived(self, post: Post) -> Derived:
        """What a post answers for."""
        return derive(post.role, self.parts(post))

    def parts(self, post: Post) -> Iterable[Part]:
        """The powers a post takes part in."""
        for pk, version in self.versions.items():
            steps = steps_of(version)
            held = self.held.get(pk, [])
            roles = frozenset(role for role in {step.role for step in steps} if self.taker(role, held) == post.pk)
            if roles or (not steps and any(holder == post.pk for _, holder in held)):
                kind = PowerType(version.item.power_type).label
                authorised = post.role == Role.CHIEF_REPRESENTATIVE and Role.APPROVER in roles
                yield Part(version.item.code, version.name, kind, roles, steps, by_window=authorised)

    def taker(self, role: str, held: list[tuple[str, int]]) -> int | None:
        """The post a case would give this role to; None while there is none, or nobody said which."""
        try:
            return posts_for([role], held, self.by_role)[role]
        except Refused:
            return None


def steps_of(version: ItemVersion) -> tuple[FlowStep, ...]:
    """The steps of a version's flowchart."""
    if version.procedure is None:
        return ()
    try:
        program = runs.load(version.procedure.xml.encode())
    except runs.NotRunnable:
        return ()
    return tuple(FlowStep(step.name, step.kind, step.post, step.working_days) for step in program.steps)


def derived_for(post: Post, on: date) -> Derived:
    """What one post answers for on a day."""
    return Holdings(post.organ, on).derived(post)


def in_hand(post: Post) -> DutyStatement | None:
    """The version being written or confirmed."""
    wanted = [StatementState.DRAFT, StatementState.REVIEWED]
    return statements().filter(post=post, state__in=wanted).first()


def published(post: Post) -> DutyStatement | None:
    """The version everyone reads."""
    return statements().filter(post=post, state=StatementState.PUBLISHED).first()


def statements() -> QuerySet[DutyStatement]:
    """With what pages show."""
    return DutyStatement.objects.select_related(
        "post__organ", "post__office", "drafted_by", "reviewed_by", "published_by"
    )
