"""Setting an adjustment off: by a document in hand, or by what a watch found."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules import authority, terms
from qingquan.adjustment.words import OPEN, Route, State, TriggerCode
from qingquan.catalogue.models import Item
from qingquan.forfeits.acts import stop_cases
from qingquan.forfeits.words import StopCause
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ

TOLD = "您申请的事项，其设定依据已经失效，本件先停下，由清理审核专班逐件决定继续办结还是终止，结果会告知您。"


@act("adjustment.triggered")
def raise_trigger(
    code: TriggerCode,
    *,
    organ: Organ,
    source: str,
    source_key: str,
    effective_on: date,
    by: Actor,
    at: datetime,
    item: Item | None = None,
    name: str = "",
    document_no: str = "",
    source_entry: int | None = None,
    basis_void: bool = False,
) -> Adjustment:
    """Ask an organ to adjust an item, because of a document or of what the system noticed.

    Where its ground is gone (`basis_void`, and always on a judgment, DA-05) its running cases are stopped at once.
    """
    authority.check_raises(by.role, code, by.organ.pk if by.organ else None, organ.pk)
    if not source.strip():
        raise Refused("请写明触发依据：什么文件、第几条、改了什么。")
    if code is TriggerCode.DA05 and not document_no.strip():
        raise Refused("请填写判决书、复议决定书或者监督决定的文号。")
    if item is None and not name.strip():
        raise Refused("请填写事项编码；清单里还没有的，填写事项名称。")
    if item is not None and is_raised(code, item, source_key):
        raise Refused("这个事项因同一来源已经触发调整，不用重复登记。")
    if item is None and is_named(code, organ, name, source_key):
        raise Refused("同一机关、同一名称因同一来源已经触发调整，不用重复登记。")
    on = timezone.localdate(at)
    if code is TriggerCode.DA05 and effective_on > on:
        raise Refused("判决、决定还没有生效，请在生效以后登记；登记后在办的件会立即停下。")
    made = Adjustment(
        number=f"TZ{on.year}{next_number(f'adjustment/{on.year}'):05d}",
        code=code.value,
        organ=organ,
        item=item,
        name=item.name if item else name.strip()[:300],
        source=source.strip()[:500],
        document_no=document_no.strip(),
        source_key=source_key[:200],
        source_entry=source_entry,
        effective_on=effective_on,
        basis_void=basis_void or code is TriggerCode.DA05,
        raised_at=at,
        raised_by=by.account,
    )
    wait(made, on)
    made.save(force_insert=True)
    stopped = 0
    if made.basis_void and item is not None:
        stopped = stop_cases(item, cause=StopCause.BASIS_VOID, source=made.number, told=TOLD, by=by, at=at)
    facts = {
        "code": code.value,
        "item": item.code if item else "",
        "source": made.source,
        "document": made.document_no,
        "effective_on": effective_on.isoformat(),
        "stopped": stopped,
    }
    record(made.number, "adjustment.triggered", facts, by=by, at=at)
    return made


@act("adjustment.newcomers_stopped")
def stop_newcomers(adjustment: Adjustment, *, at: datetime) -> int:
    """Stop the cases received since the ground of their item was found gone, while it is still on the list.

    Applications are taken in as before, for nobody at a window decides what is void; what was decided of a case stands.
    """
    held = Adjustment.objects.select_related("item").select_for_update(of=("self",)).get(pk=adjustment.pk)
    if not held.basis_void or held.item is None or State(held.state) not in OPEN:
        raise Refused("这件调整没有停办的理由，或者已经办结。")
    stopped = stop_cases(held.item, cause=StopCause.BASIS_VOID, source=held.number, told=TOLD, by=SYSTEM, at=at)
    if not stopped:
        raise Refused("没有后来收的件。")
    record(held.number, "adjustment.newcomers_stopped", {"stopped": stopped}, by=SYSTEM, at=at)
    return stopped


def is_raised(code: TriggerCode, item: Item, source_key: str) -> bool:
    """Whether the same source already set the item's adjustment off."""
    return Adjustment.objects.filter(item=item, code=code.value, source_key=source_key[:200]).exists()


def is_named(code: TriggerCode, organ: Organ, name: str, source_key: str) -> bool:
    """Whether the same source already set off what is on no list yet; it may have got its item since."""
    same = Adjustment.objects.filter(organ=organ, code=code.value, source_key=source_key[:200])
    return same.filter(name=name.strip()[:300]).exists()


def wait(adjustment: Adjustment, since: date) -> None:
    """Begin the term of the next step on a day. The caller saves."""
    term = terms.next_term(State(adjustment.state), route_word(adjustment))
    adjustment.term_from = since
    adjustment.due_on = terms.due_on(term, since, county_calendar())
    adjustment.overdue_told_at = None


def route_word(adjustment: Adjustment) -> Route | None:
    """The route as a word."""
    return Route(adjustment.route) if adjustment.route else None
