"""Matters outside the list: taken in from anybody, answered by the campaign's office."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from qingquan.catalogue.models import Item
from qingquan.forfeits.models import UnlistedMatter
from qingquan.forfeits.rules import authority, terms
from qingquan.forfeits.words import MatterAnswer, MatterState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.papers.rules.numbers import new_query_code
from qingquan.people.models import Actor
from qingquan.people.rules import parse_phone, scrubbed
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ

LONGEST = 2000
WANTED = 120
AGAIN = timedelta(minutes=10)


@act("matter.received")
def submit_matter(
    *, name: str, phone: str, wanted: str, text: str, by: Actor, at: datetime, item: Item | None = None
) -> UnlistedMatter:
    """Take in what stands on no list: number, query code, and a working day for the campaign's office to answer.

    The same words of the same person, sent again within minutes by a second click, are the same matter.
    """
    if not name.strip():
        raise Refused("请填写您的姓名或者单位名称。")
    if not wanted.strip():
        raise Refused("请写明您想办什么事。")
    day = timezone.localdate(at)
    told = {
        "name": name.strip()[:60],
        "phone": parse_phone(phone).text,
        "wanted": wanted.strip()[:WANTED],
        "text": text.strip()[:LONGEST],
    }
    if (before := sent_before(told, item, by, at)) is not None:
        record(before.number, "matter.received", {"item": item.code if item else "", "again": True}, by=by, at=at)
        return before
    made = UnlistedMatter(
        number=f"QW{day:%Y%m%d}{next_number(f'matter/{day:%Y%m%d}'):04d}",
        query_code=new_query_code(),
        account=by.account,
        told=told,
        item=item,
        received_at=at,
        due_on=terms.route_due(day, county_calendar()),
    )
    made.save(force_insert=True)
    # Nothing that was typed goes into the record: it is public.
    record(made.number, "matter.received", {"item": item.code if item else ""}, by=by, at=at)
    return made


def sent_before(told: Mapping[str, str], item: Item | None, by: Actor, at: datetime) -> UnlistedMatter | None:
    """The same matter, if it came in a moment ago; two that come at the same moment wait for each other here."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"matter/{told['phone']}"])
    lately = UnlistedMatter.objects.filter(account=by.account, item=item, received_at__gte=at - AGAIN)
    # What was typed is sealed: the few of these minutes are opened and compared.
    return next((matter for matter in lately.order_by("pk") if matter.told == told), None)


@act("matter.answered")
def answer_matter(
    matter: UnlistedMatter,
    answer: MatterAnswer,
    text: str,
    *,
    by: Actor,
    at: datetime,
    item: Item | None = None,
    organ: Organ | None = None,
) -> UnlistedMatter:
    """Tell where a matter belongs: listed under another name, another organ's, a duty to accept, or nobody's."""
    authority.check_role(by.role, authority.ANSWERING, "答复清单外事项")
    held = UnlistedMatter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    if held.state != MatterState.WAITING:
        raise Refused("这件事项已经答复。")
    if answer is MatterAnswer.LISTED and item is None:
        raise Refused("请填写清单里对应事项的编码，群众才能找到它。")
    if answer in {MatterAnswer.SENT_ON, MatterAnswer.MUST_ACCEPT} and organ is None:
        raise Refused("请选择由哪个机关办理。")
    if len(text.strip()) < 5:
        raise Refused("请写明答复，让群众知道下一步怎么办。")
    held.state, held.answer, held.answer_text = MatterState.ANSWERED.value, answer.value, text.strip()
    held.answer_item = item if answer is MatterAnswer.LISTED else None
    held.answer_organ = organ if answer in {MatterAnswer.SENT_ON, MatterAnswer.MUST_ACCEPT} else None
    held.answered_at, held.answered_by = at, by.account
    held.save(
        update_fields=[
            "state",
            "answer",
            "answer_text",
            "answer_item",
            "answer_organ",
            "answered_at",
            "answered_by",
        ]
    )
    facts = {
        "answer": answer.value,
        "item": held.answer_item.code if held.answer_item else "",
        "organ": held.answer_organ.uscc if held.answer_organ else "",
        "text": scrubbed(held.answer_text),
    }
    record(held.number, "matter.answered", facts, by=by, at=at)
    return held
