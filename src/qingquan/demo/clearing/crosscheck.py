"""The demonstration's two-way check: lists brought in, towns heard, one run, some of what it found worked on.

Everything that reports are held against is made up for the demonstration; it says so where it is read.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from qingquan.campaign import acts as campaigns
from qingquan.campaign.models import Campaign, OrganReport, ReportedItem
from qingquan.campaign.reading import current
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck import acts
from qingquan.crosscheck.acts.comparing import compare
from qingquan.crosscheck.models import Difference, Overlap, Pair
from qingquan.crosscheck.reading.lists import BaseTold, DutyTold, Told
from qingquan.crosscheck.reading.register import town_of
from qingquan.crosscheck.rules.tasks import endings
from qingquan.crosscheck.words import BaseSource, PairState, Settlement, WayOut
from qingquan.demo.cast import Cast
from qingquan.demo.clearing import campaign_words, crosscheck_words
from qingquan.demo.county.powers import Item
from qingquan.demo.founding import SHANGHAI
from qingquan.matching.twoway import DifferenceKind
from qingquan.people.models import Actor

LISTED, HEARD, COMPARED = date(2026, 10, 14), date(2026, 10, 21), date(2026, 11, 12)
DECIDED, ANSWERED, SETTLED = date(2026, 11, 13), date(2026, 11, 17), date(2026, 11, 19)
DOCUMENT = "清编〔2019〕12号（演示）"
CONCEALED = "渔业捕捞许可证工本费"
CONFIRMED, PARTED = 2, 1
DOUBLED, DOUBLED_BY = "公众聚集场所投入使用、营业前消防安全检查", "yingji"


def furnish(cast: Cast) -> None:
    """From the lists to the first answers. Without a campaign there is nothing to compare."""
    campaign = current()
    if campaign is None:
        return
    office = cast.official("bianban.campaign_office", LISTED)
    bring_in(cast, office)
    hear_towns(cast)
    report_twice(cast, campaign)
    compare(acts.order(campaign, by=office, at=at(COMPARED, 9)), now=lambda: at(COMPARED))
    decide_pairs(cast, campaign)
    work_on(cast, campaign)
    propose_way_out(cast, campaign)


def bring_in(cast: Cast, office: Actor) -> None:
    """The province's and the city's catalogues, the three-fixed duties, seals and receipts."""
    province = [base_row(cast, item) for item in cast.county.items]
    lists = (
        (BaseSource.PROVINCE, "省级基本目录（演示）.csv", [*province, *crosscheck_words.UNREPORTED]),
        (BaseSource.CITY, "市级基本目录（演示）.csv", list(crosscheck_words.CITY)),
    )
    for number, (source, name, rows) in enumerate(lists):
        sha256 = f"{number}" * 64
        acts.import_base(told(rows), source=source, whole=True, name=name, sha256=sha256, by=office, at=at(LISTED))
    duties = [DutyTold(cast.organs[key].name, text) for key, text in campaign_words.DUTIES.items()]
    duties += [DutyTold(cast.organs[key].name, text) for key, text in crosscheck_words.DUTIES.items()]
    establishment = cast.official("bianban.establishment_reviewer", LISTED)
    acts.import_duties(
        told(duties), document=DOCUMENT, name="三定职责（演示）.csv", sha256="2" * 64, by=establishment, at=at(LISTED)
    )
    acts.import_exercised(
        told(crosscheck_words.EXERCISED), name="用印和票据登记（演示）.csv", sha256="3" * 64, by=office, at=at(LISTED)
    )


def base_row(cast: Cast, item: Item) -> BaseTold:
    """A county item as the province's catalogue has it."""
    department = cast.organs[item.organ].name.removeprefix("清泉县").removesuffix("局")
    return BaseTold(
        code=item.base_code,
        name=crosscheck_words.RENAMED.get(item.base_code, item.name),
        power_type=PowerType.from_code(item.power_type) or PowerType.OTHER_POWER,
        levels=crosscheck_words.WIDER.get(item.base_code, (ExerciseLevel.COUNTY,)),
        department=f"{department}部门",
        bases=tuple(basis.cite for basis in item.bases),
    )


def told(rows: Iterable[object]) -> "list[Told]":  # type: ignore[type-arg]
    """Rows as an imported list gives them."""
    return [
        Told(line, getattr(row, "code", ""), getattr(row, "name", "") or getattr(row, "text", ""), row)
        for line, row in enumerate(rows, 2)
    ]


def hear_towns(cast: Cast) -> None:
    """The clerks of three towns write down what departments make them do."""
    for code, says in crosscheck_words.TOLD:
        by = cast.official(code, HEARD)
        town = town_of(by.post) if by.post else None
        assert town is not None
        acts.tell(town, replace(says, town=town.name), by=by, at=at(HEARD))


def report_twice(cast: Cast, campaign: Campaign) -> None:
    """A bureau that is late still lists what the fire brigade took over years ago."""
    item = ReportedItem.objects.filter(report__campaign=campaign, name=DOUBLED).first()
    report = (
        OrganReport.objects.select_related("organ").filter(organ=cast.organs[DOUBLED_BY], campaign=campaign).first()
    )
    if item is None or report is None or report.signed_at is not None:
        return
    organ = report.organ
    facts = replace(
        item.facts(), code=organ.uscc + item.code[18:], organ_uscc=organ.uscc, organ_name=organ.name, base_code=""
    )
    by = cast.official(f"{DOUBLED_BY}.catalogue_admin", COMPARED)
    campaigns.enter_item(report, facts, duty=campaign_words.DUTIES[DOUBLED_BY], by=by, at=at(COMPARED, 8))


def decide_pairs(cast: Cast, campaign: Campaign) -> None:
    """Some of the doubtful pairs are confirmed, one is parted; the rest wait."""
    asked = list(Pair.objects.filter(run__campaign=campaign, state=PairState.ASKED.value).order_by("-confidence", "pk"))
    by = cast.official("bianban.establishment_reviewer", DECIDED)
    for pair in asked[:CONFIRMED]:
        acts.confirm(pair, by=by, at=at(DECIDED))
    for pair in asked[CONFIRMED:][-PARTED:]:
        acts.part(pair, by=by, at=at(DECIDED))


def work_on(cast: Cast, campaign: Campaign) -> None:
    """One omission is answered and settled; the supervisor asks about one concealment, and is answered."""
    waste = open_one(campaign, DifferenceKind.UNREPORTED, "城市建筑垃圾处置核准")
    if waste is not None:
        put = acts.assign(
            waste,
            cast.organs["chengguan"],
            expected=waste.revision,
            by=cast.official("bianban.campaign_office", DECIDED),
            at=at(DECIDED, 11),
        )
        answerer = cast.official("chengguan.catalogue_admin", ANSWERED)
        acts.answer(put, crosscheck_words.REPLIED, expected=put.revision, by=answerer, at=at(ANSWERED))
        put.refresh_from_db()
        settle(put, crosscheck_words.SETTLED, cast.official("bianban.campaign_office", SETTLED))
    fish = open_one(campaign, DifferenceKind.PRACTISED_UNREPORTED, CONCEALED)
    if fish is not None:
        supervisor = cast.official("zhengwu.supervisor", DECIDED)
        asked = acts.assign(fish, cast.organs["nongye"], expected=fish.revision, by=supervisor, at=at(DECIDED, 15))
        answerer = cast.official("nongye.catalogue_admin", ANSWERED)
        acts.answer(asked, crosscheck_words.ANSWER, expected=asked.revision, by=answerer, at=at(ANSWERED, 15))


def settle(difference: Difference, reason: str, by: Actor) -> None:
    """The office orders what was left out to be reported."""
    assert Settlement.TO_REPORT in endings(DifferenceKind(difference.kind))
    acts.settle(difference, Settlement.TO_REPORT, reason, expected=difference.revision, by=by, at=at(SETTLED))


def open_one(campaign: Campaign, kind: DifferenceKind, name: str) -> Difference | None:
    """The difference of a kind about something."""
    return Difference.objects.filter(campaign=campaign, kind=kind.value, name=name).exclude(state="settled").first()


def propose_way_out(cast: Cast, campaign: Campaign) -> None:
    """What the late bureau lists beside the fire brigade is to be the brigade's; the establishment office agrees."""
    overlap = Overlap.objects.filter(run__campaign=campaign, within=False, left__name=DOUBLED).first()
    if overlap is None:
        return
    proposal = acts.propose(
        overlap,
        WayOut.MOVE,
        keeper=cast.organs["xiaofang"],
        reason=crosscheck_words.WAY_OUT,
        by=cast.official("bianban.campaign_office", ANSWERED),
        at=at(ANSWERED, 16),
    )
    acts.agree(proposal, by=cast.official("bianban.establishment_reviewer", SETTLED), at=at(SETTLED, 10))


def at(day: date, hour: int = 10) -> datetime:
    """A moment of office hours."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
