"""The demonstration's part of dynamic adjustment: one from its trigger to the province, others on their way."""

from dataclasses import replace
from datetime import date, datetime, time

from qingquan.adjustment import acts, watch
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.records import Paper
from qingquan.adjustment.words import Change, Holding, RulingKind, TriggerCode
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.demo.cast import Cast
from qingquan.demo.founding import SHANGHAI
from qingquan.people.models import Actor

ESTABLISHMENT, LEGAL = "bianban.establishment_reviewer", "sifa.legal_office_reviewer"
GOVERNMENT = "zhengfuban.government_office"
RULINGS = (
    (
        "penalty_road_rules",
        "清府行复〔2026〕11号",
        "清泉县人民政府",
        RulingKind.RECONSIDERATION,
        Holding.UPHELD,
        "处罚决定认定事实清楚、适用依据正确，予以维持。",
    ),
    (
        "river_activity",
        "（2026）清行初7号",
        "清泉县人民法院",
        RulingKind.JUDGMENT,
        Holding.ANNULLED,
        "不予许可决定没有说明理由，程序违法，判决撤销并责令重新作出。",
    ),
)


def at(month: int, day: int, hour: int = 10) -> datetime:
    """A full hour of the year."""
    return datetime.combine(date(2026, month, day), time(hour), SHANGHAI)


def furnish(cast: Cast) -> None:
    """In several states; what the ledger tells of statutes and of the upper level's list is heard first."""
    watch.follow(at(11, 18, 11))
    whole_way(cast)
    evaluated(cast)
    reformed(cast)
    late(cast)
    in_review(cast)
    if not Adjustment.objects.filter(code=TriggerCode.DA02).exists():
        asked(cast)
    ruled(cast)
    watch.look(at(11, 20, 18))


def whole_way(cast: Cast) -> None:
    """A bureau's phone changed: reviewed, published, filed, switched on its day, reported."""
    item = cast.county.item("inspection_fire_safety")
    admin = admin_of(cast, "xiaofang", at(10, 13))
    made = raised(
        cast,
        item.key,
        TriggerCode.DA06,
        "机关咨询电话变更，自2026年10月26日起启用新号码。",
        "清消〔2026〕30号",
        at(10, 12),
        admin,
    )
    facts = replace(version_of(cast, item.key).facts(), consult_phones=("0990-6119119",))
    draft = catalogue.revise(version_of(cast, item.key).item, facts, by=admin, at=at(10, 13))
    made = acts.apply(made, Change.ELEMENTS, "只改咨询电话，其他要素不变。", version=draft, by=admin, at=at(10, 14))
    made = agreed(cast, made, at(10, 16), at(10, 19))
    office = cast.official(GOVERNMENT, date(2026, 10, 20))
    made = acts.publish(made, "清府办〔2026〕41号", from_on=date(2026, 10, 26), by=office, at=at(10, 20))
    establishment = cast.official(ESTABLISHMENT, date(2026, 10, 22))
    acts.file(made, "市委编办", "备〔2026〕118号", filed_on=date(2026, 10, 22), by=establishment, at=at(10, 22))
    made = acts.switch(made, at=at(10, 26, 1))
    acts.sync(made, "省权责2026-004417", by=establishment, at=at(10, 28))


def evaluated(cast: Cast) -> None:
    """Nobody asked for it; evaluated and kept."""
    admin = admin_of(cast, "minzheng", at(10, 12))
    source = "年度评估：近两年没有办件，评估是否保留。"
    made = raised(cast, "public_fundraising", TriggerCode.DA07, source, "清审改办〔2026〕8号", at(10, 9))
    made = acts.apply(
        made, Change.KEEP, "本县慈善组织刚达到申请年限，明年预计有申请，建议保留。", by=admin, at=at(10, 12)
    )
    agreed(cast, made, at(10, 15), at(10, 16))


def reformed(cast: Cast) -> None:
    """A penalty moves to another body: approved by the government, to be published within three working days."""
    admin = admin_of(cast, "chengguan", at(11, 5))
    source = "综合行政执法改革方案将城市道路管理的处罚权划转综合行政执法机构。"
    made = raised(cast, "penalty_road_rules", TriggerCode.DA04, source, "清发〔2026〕17号", at(11, 2))
    made = acts.apply(made, Change.TRANSFER, "按改革方案划转，承接机关另行列入清单。", by=admin, at=at(11, 5))
    made = agreed(cast, made, at(11, 9), at(11, 10))
    office = cast.official(GOVERNMENT, date(2026, 11, 18))
    acts.approve(made, "县政府第18次常务会议纪要", by=office, at=at(11, 18))


def late(cast: Cast) -> None:
    """The organ has let its ten working days pass."""
    source = "机构改革方案调整消防监督检查职责，需核对实施主体。"
    raised(cast, "temporary_sealing", TriggerCode.DA03, source, "清编发〔2026〕9号", at(10, 20))


def in_review(cast: Cast) -> None:
    """One of the two reviewers has agreed."""
    admin = admin_of(cast, "minzheng", at(11, 11))
    item = version_of(cast, "elderly_home_filing")
    draft = catalogue.revise(item.item, replace(item.facts(), deliver_days=3), by=admin, at=at(11, 11))
    source = "备案回执改为电子送达，送达时限缩短为三个工作日。"
    made = raised(cast, "elderly_home_filing", TriggerCode.DA06, source, "清民〔2026〕52号", at(11, 10), admin)
    made = acts.apply(
        made, Change.ELEMENTS, "减少群众跑动，送达时限由十个工作日缩短为三个。", version=draft, by=admin, at=at(11, 12)
    )
    establishment = cast.official(ESTABLISHMENT, date(2026, 11, 17))
    acts.review(made, True, "同意缩短。", by=establishment, at=at(11, 17))


def ruled(cast: Cast) -> None:
    """A reconsideration decision that let an act stand, and a judgment that annulled one; neither touches the power."""
    legal = cast.official(LEGAL, date(2026, 11, 13))
    for key, number, body, kind, holding, summary in RULINGS:
        acts.enter_ruling(
            version_of(cast, key).item,
            Paper(number, summary, date(2026, 11, 9)),
            kind=kind,
            holding=holding,
            body=body,
            decided_on=date(2026, 10, 29),
            by=legal,
            at=at(11, 13, 15),
        )


def asked(cast: Cast) -> None:
    """An upper level has adjusted a matter; the water bureau is to apply."""
    source = "市级基本目录调整本事项的名称和办理层级。"
    raised(cast, "river_activity", TriggerCode.DA02, source, "清市政办发〔2026〕20号", at(11, 16))


def raised(  # noqa: PLR0917 - what a trigger says.
    cast: Cast, key: str, code: TriggerCode, source: str, document: str, moment: datetime, by: Actor | None = None
) -> Adjustment:
    """A trigger, by the establishment office unless it is the organ's own."""
    version = version_of(cast, key)
    assert version.item.organ is not None
    return acts.raise_trigger(
        code,
        organ=version.item.organ,
        item=version.item,
        source=source,
        source_key=document,
        document_no=document,
        effective_on=moment.date(),
        by=by or cast.official(ESTABLISHMENT, moment.date()),
        at=moment,
    )


def agreed(cast: Cast, made: Adjustment, first: datetime, second: datetime) -> Adjustment:
    """Both reviewers agree."""
    made = acts.review(made, True, "职责依据清楚，同意。", by=cast.official(ESTABLISHMENT, first.date()), at=first)
    return acts.review(made, True, "依据合法有效，同意。", by=cast.official(LEGAL, second.date()), at=second)


def version_of(cast: Cast, key: str) -> ItemVersion:
    """The newest version the catalogue's part made."""
    return cast.versions[key][-1]


def admin_of(cast: Cast, organ: str, moment: datetime) -> Actor:
    """Who keeps an organ's items."""
    return cast.official(f"{organ}.catalogue_admin", moment.date())
