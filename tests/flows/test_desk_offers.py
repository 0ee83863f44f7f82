"""What the page of a case offers is what the acts do: none is offered and then refused, none refused and then done."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from qingquan.cases import acts
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, MaterialWay, NoAcceptance, Opinion, Outcome
from qingquan.desk.case_offers import offers
from qingquan.desk.case_page import in_hand
from qingquan.law import Refused
from qingquan.people.models import Actor
from tests.county import County, at, found
from tests.flows.desk_hands import MON

pytestmark = pytest.mark.django_db
NEXT = date(2026, 3, 4)
NOW = at(NEXT, 15)


def received(county: County) -> str:
    return county.receive(MON).number


def incomplete(county: County) -> str:
    return county.receive(MON, whole=False).number


def told_of_gaps(county: County) -> str:
    number = incomplete(county)
    acts.notify_gaps(number, [Gap("建设项目水资源论证报告书")], by=county.clerk.acts, at=at(MON))
    return number


def supplied(county: County) -> str:
    number = told_of_gaps(county)
    given = [MaterialGiven("建设项目水资源论证报告书", MaterialWay.PAPER)]
    acts.supply(number, given, by=county.clerk.acts, at=at(MON, 15))
    return number


def silent(county: County) -> str:
    return county.receive(date(2026, 2, 2), whole=True).number


def accepted(county: County) -> str:
    return county.accept(MON).number


def paused(county: County) -> str:
    number = accepted(county)
    end = date(2026, 3, 20)
    acts.pause(number, "expert_review", procedure="专家评审", planned_end=end, by=county.handler.acts, at=at(MON, 14))
    return number


def extended(county: County) -> str:
    number = accepted(county)
    acts.extend(number, reason="复杂", by=county.head.acts, at=at(MON, 14))
    return number


def reviewed(county: County) -> str:
    number = accepted(county)
    acts.complete_step(number, "Step_2", Opinion.AGREE, "", by=county.handler.acts, at=at(MON, 14))
    acts.complete_step(number, "Step_3", Opinion.AGREE, "", by=county.reviewer.acts, at=at(MON, 15))
    return number


def granted(county: County) -> str:
    number = reviewed(county)
    acts.decide(number, Outcome.GRANT, "准予取水。", by=county.approver.acts, at=at(MON, 16))
    return number


def late(county: County) -> str:
    return county.accept(date(2026, 1, 6)).number


STANDS: list[Callable[[County], str]] = [
    received,
    incomplete,
    told_of_gaps,
    supplied,
    silent,
    accepted,
    paused,
    extended,
    reviewed,
    granted,
    late,
]


def deeds(number: str, by: Actor, county: County) -> dict[str, Callable[[], object]]:
    """Every act with contents that leave nothing to be desired."""
    case = Case.objects.get(number=number)
    names = case.materials.filter(way="pending").values_list("name", flat=True)
    came = [MaterialGiven(name, MaterialWay.PAPER) for name in names]
    end = date(2026, 3, 20)
    steps = ("Step_2", "Step_3")
    plain: dict[str, Callable[[], object]] = {
        "accept": lambda: acts.accept(number, by=by, at=NOW),
        "notify_gaps": lambda: acts.notify_gaps(number, [Gap("图纸")], by=by, at=NOW),
        "refuse_acceptance": lambda: acts.refuse_acceptance(
            number, NoAcceptance.NOT_OURS, "属于林业局职权。", competent_organ="清泉县林业局", by=by, at=NOW
        ),
        "supply": lambda: acts.supply(number, came, by=by, at=NOW),
        "take_in": lambda: acts.take_in(number, came, by=by, at=NOW),
        "pause": lambda: acts.pause(number, "expert_review", procedure="评审", planned_end=end, by=by, at=NOW),
        "resume": lambda: acts.resume(number, "评审同意", by=by, at=NOW),
        "extend": lambda: acts.extend(number, reason="情况复杂", by=by, at=NOW),
        "decide": lambda: acts.decide(number, Outcome.GRANT, "准予取水。", by=by, at=NOW),
        "deliver": lambda: acts.deliver(number, Delivery.WINDOW, "陈民", by=by, at=NOW),
        "withdraw": lambda: acts.withdraw(number, "不办了", by=by, at=NOW),
        "terminate": lambda: acts.terminate(number, "申请人死亡", by=by, at=NOW),
    }
    concluded = {
        f"step-{step}": lambda step=step: acts.complete_step(number, step, Opinion.AGREE, "同意", by=by, at=NOW)
        for step in steps
    }
    return plain | concluded


def refused(do: Callable[[], object]) -> str:
    """What an act says when it refuses; empty when it is done. What it did is undone."""
    try:
        with transaction.atomic():
            do()
            transaction.set_rollback(True)
    except Refused as no:
        return no.why
    return ""


@pytest.mark.parametrize("stand", STANDS, ids=lambda stand: stand.__name__)
def test_the_page_offers_exactly_what_may_be_done(stand: Callable[[County], str]) -> None:
    county = found()
    number = stand(county)
    posts = (county.clerk, county.handler, county.reviewer, county.approver, county.head)
    recused = Actor(county.citizen, county.clerk.post)
    for by in (*(official.acts for official in posts), recused):
        case = Case.objects.select_related("version", "applicant", "mandate__agent").get(number=number)
        offered = {offer.form.prefix: offer.refused is None for offer in offers(in_hand(case, by, NOW))}
        done = {name: not refused(do) for name, do in deeds(number, by, county).items() if name in offered}
        assert offered == done, f"{stand.__name__} for {by.name}"
