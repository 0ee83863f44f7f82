"""What other rooms and pages ask about powers given up; the county's numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, Sum

from qingquan.cases.models import Case
from qingquan.cases.opening import NO_CODE, counted, is_code
from qingquan.forfeits.models import Forfeit, IllegalFee, StoppedCase, UnlistedMatter
from qingquan.forfeits.rules.terms import is_repeated
from qingquan.forfeits.words import Effect, ForfeitKind, MatterState
from qingquan.law import Refused

WRONG = "编号和查询码对不上，请照提交后的页面核对。"


@dataclass(frozen=True, slots=True)
class Numbers:
    """瞒报、漏报、虚报 in the county's numbers; money in fen."""

    given_up: int
    kept: int
    cancelled: int
    fees: int
    fees_fen: int
    returned_fen: int
    returns_late: int
    stopped: int
    matters: int
    matters_waiting: int
    matters_late: int
    repeated: Sequence[tuple[str, int]]
    """Organs that left out powers again and again, with how many."""

    @property
    def owed_fen(self) -> int:
        """What has still to be given back."""
        return self.fees_fen - self.returned_fen


def numbers(on: date) -> Numbers:
    """Counted now; `on` is the day against which terms are held."""
    found = Forfeit.objects.aggregate(**{effect.value: Count("pk", filter=Q(effect=effect.value)) for effect in Effect})
    fees = IllegalFee.objects.aggregate(
        n=Count("pk"),
        fen=Sum("amount", default=0),
        returned=Sum("amount", filter=Q(returned_at__isnull=False), default=0),
        late=Count("pk", filter=Q(returned_at__isnull=True, due_on__lt=on)),
    )
    waiting = Q(state=MatterState.WAITING.value)
    matters = UnlistedMatter.objects.aggregate(
        n=Count("pk"), waiting=Count("pk", filter=waiting), late=Count("pk", filter=waiting & Q(due_on__lt=on))
    )
    return Numbers(
        given_up=found[Effect.GIVEN_UP.value],
        kept=found[Effect.KEPT.value],
        cancelled=found[Effect.CANCELLED.value],
        fees=fees["n"],
        fees_fen=fees["fen"],
        returned_fen=fees["returned"],
        returns_late=fees["late"],
        stopped=StoppedCase.objects.filter(decision="").count(),
        matters=matters["n"],
        matters_waiting=matters["waiting"],
        matters_late=matters["late"],
        repeated=repeated_omissions(),
    )


def repeated_omissions() -> list[tuple[str, int]]:
    """Organs that are told to supervision for leaving out powers again, the worst first."""
    counted = Forfeit.objects.filter(kind=ForfeitKind.OMITTED.value).values_list("organ__name")
    told = counted.annotate(n=Count("pk")).order_by("-n", "organ__name")
    return [(name, n) for name, n in told if is_repeated(n)]


def standing_against(code: str) -> Forfeit | None:
    """The finding under which an item may not be exercised now."""
    return Forfeit.objects.standing().filter(item__code=code).first()


GROUND = re.compile(r"认定编号 (FQ\d+)")


def behind(no: Refused) -> Forfeit | None:
    """The standing finding on which the database refused; None of a refusal for any other reason."""
    named = GROUND.fullmatch(no.cite)
    return Forfeit.objects.standing().filter(number=named[1]).first() if named else None


def check_may_serve(code: str) -> None:
    """`Refused` before anybody fills in a form for a power that was given up; the database would say the same."""
    found = standing_against(code)
    if found is not None:
        why = "该事项已被认定放弃，机关不得再行使，不能收件。"
        raise Refused(why, f"认定编号 {found.number}")


def stopped_of(case: Case) -> StoppedCase | None:
    """Whether a case is, or was, stopped because its ground gave way: the newest."""
    return StoppedCase.objects.filter(case=case).order_by("-pk").first()


def open_matter(number: str, code: str, *, address: str, at: datetime) -> UnlistedMatter:
    """A matter by its number and query code; guessing is counted and stopped as for cases."""
    with counted("matter", number, address, at):
        matter = UnlistedMatter.objects.filter(number=number).first()
        if not is_code(matter.query_code if matter else NO_CODE, code) or matter is None:
            raise Refused(WRONG)
    return matter
