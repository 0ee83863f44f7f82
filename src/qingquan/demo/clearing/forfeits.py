"""The demonstration's part of powers given up: one concealed, one duty kept by force, fees to give back, matters."""

from datetime import date, datetime

from qingquan.cases import acts as cases
from qingquan.cases.acts import MaterialGiven
from qingquan.cases.words import Channel, MaterialWay
from qingquan.demo.cast import Cast
from qingquan.demo.founding import SHANGHAI
from qingquan.fees import acts as fees
from qingquan.fees.models import Bill
from qingquan.forfeits import acts, watch
from qingquan.forfeits.models import Forfeit, IllegalFee, StoppedCase
from qingquan.forfeits.words import ForfeitKind, MatterAnswer, StopDecision
from qingquan.people.models import SYSTEM, Actor
from qingquan.supervision import watch as supervision

CONCEALED, LEFT_OUT, LISTED = "road_occupation", "legal_aid", "river_activity"
OFFICE, WATCH = "bianban.campaign_office", "zhengwu.supervisor"
PAYER = "p03"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def furnish(cast: Cast) -> None:
    """A power was concealed and money went on being taken; people asked for what is on no list."""
    for applicant, moment in ((PAYER, at(12, 9)), ("p05", at(13, 15))):
        apply_for(cast, applicant, moment)
    bill = billed(cast)
    found = conceal(cast)
    take(cast, bill, found)
    decide_one(cast)
    keep_by_force(cast)
    matters(cast)
    supervision.follow(at(20, 10))


def apply_for(cast: Cast, applicant: str, moment: datetime) -> None:
    """Taken in at the window on paper; still running when the finding comes."""
    item = cast.county.item(CONCEALED)
    version = cast.version(item, moment.date())
    listed = [MaterialGiven(each.name, MaterialWay.PAPER) for each in version.materials.order_by("position")]
    clerk = cast.role_of(item, "window_clerk", moment.date())
    cases.receive(
        version,
        cast.applicants[applicant],
        answers={},
        materials=listed,
        channel=Channel.COUNTY,
        by=clerk,
        at=moment,
    )


def billed(cast: Cast) -> Bill:
    """A bill from before the finding, for a fee the list names."""
    item = cast.county.item(CONCEALED)
    version = cast.version(item, date(2026, 11, 12))
    fee = version.fees.order_by("position")[0]
    clerk = cast.role_of(item, "window_clerk", date(2026, 11, 12))
    return fees.bill(version, fee, cast.applicants[PAYER], 36_000, by=clerk, at=at(12, 10))


def conceal(cast: Cast) -> Forfeit:
    """Found by supervision on the treasury's receipts."""
    item = cast.versions[CONCEALED][-1].item
    return acts.forfeit(
        item,
        kind=ForfeitKind.CONCEALED,
        found_on=date(2026, 11, 13),
        reason="财政票据和窗口办件显示仍在行使并收费，本次清理的申报表中没有这一项，负责人签署了“没有隐瞒”。",
        document_no="清审改办〔2026〕11号",
        by=cast.official(OFFICE, date(2026, 11, 16)),
        at=at(16, 10),
    )


def take(cast: Cast, bill: Bill, found: Forfeit) -> None:
    """Paid all the same, found by the worker and on a receipt; one of the two is given back."""
    item = cast.county.item(CONCEALED)
    clerk = cast.role_of(item, "window_clerk", date(2026, 11, 17))
    fees.pay(bill, "清财票2026-031877", by=clerk, at=at(17, 15))
    watch.look(at(17, 15, 1))
    acts.note_taken(
        found,
        payer="何小满",
        phone="19900007788",
        amount=15_000,
        taken_on=date(2026, 11, 17),
        receipt="收据0000321",
        by=cast.official(WATCH, date(2026, 11, 18)),
        at=at(18, 9),
    )
    head = cast.official("chengguan.head", date(2026, 11, 19))
    acts.give_back(IllegalFee.objects.get(bill=bill), "退2026-0007", by=head, at=at(19, 16))


def decide_one(cast: Cast) -> None:
    """Of the cases that were running, the first goes on; the others wait."""
    first = StoppedCase.objects.filter(decision="").order_by("pk").first()
    if first is not None and StoppedCase.objects.filter(decision="").count() > 1:
        reason = "申请在认定之前，材料齐全，申请人的信赖应予保护。"
        office = cast.official(OFFICE, date(2026, 11, 18))
        acts.decide_stopped(first, StopDecision.CONTINUE, reason, by=office, at=at(18, 11))


def keep_by_force(cast: Cast) -> None:
    """A statutory duty was left out of a report: it goes on, its organ answers for it."""
    watcher = cast.official(WATCH, date(2026, 11, 17))
    kept = acts.keep_serving(
        cast.versions[LEFT_OUT][-1].item,
        kind=ForfeitKind.OMITTED,
        found_on=date(2026, 11, 16),
        reason="三定规定有此职责，窗口一直在受理，申报表中没有列入。",
        document_no="清审改办〔2026〕12号",
        by=cast.official(OFFICE, date(2026, 11, 17)),
        at=at(17, 10),
    )
    acts.hold_to_account(kept, "责令作出书面检查，补报事项。", "清监〔2026〕4号", by=watcher, at=at(19, 10))


def matters(cast: Cast) -> None:
    """One matter answered, one that waits."""
    office = cast.official(OFFICE, date(2026, 11, 18))
    answered = acts.submit_matter(
        name="何小满",
        phone="19900007788",
        wanted="在河边取一点砂修院墙",
        text="村里说要批，窗口说没有这个事项。",
        by=SYSTEM,
        at=at(17, 9),
    )
    text = "您说的事在清单里叫“河道管理范围内特定活动审批”，由县水利局办理。点下面的事项，可以看材料和网上申请。"
    listed = cast.versions[LISTED][-1].item
    acts.answer_matter(answered, MatterAnswer.LISTED, text, item=listed, by=office, at=at(17, 16))
    acts.submit_matter(
        name=cast.applicants[PAYER].name,
        phone=cast.applicants[PAYER].phone,
        wanted="门口占道三天换水管",
        text="原来要交占道费，现在网上说这一项停了，我还要不要办？",
        item=cast.versions[CONCEALED][-1].item,
        by=Actor(cast.applicants[PAYER].account),
        at=at(20, 9),
    )
