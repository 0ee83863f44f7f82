"""The demonstration's deeds: felling permits entrusted to a town, a filing devolved to another, a window authorised.

Towns are organs of their own here: only an administrative organ may be entrusted with a licence or take a power over.
"""

from datetime import date, datetime, time

from qingquan.catalogue.models import Item
from qingquan.catalogue.words import BasisLevel
from qingquan.deeds import acts
from qingquan.deeds.acts import devolving, entrusting, windows
from qingquan.deeds.words import Action, Ground
from qingquan.demo.cast import Cast
from qingquan.demo.founding import SHANGHAI
from qingquan.leaner import acts as leaner
from qingquan.leaner.reading import measured
from qingquan.people.models import Actor
from qingquan.places import acts as places
from qingquan.places.models import Division, Organ
from qingquan.places.words import Role, SubjectNature

ENTERED, SIGNED, IN_FORCE = date(2026, 11, 9), date(2026, 11, 16), date(2026, 12, 1)
ASKED, ANSWERED, WINDOW_FROM = date(2026, 11, 12), date(2026, 11, 17), date(2026, 11, 18)
TOWNS = (
    ("990101100000", "龙潭镇人民政府", "龙政", "101"),
    ("990101104000", "云岭镇人民政府", "云政", "105"),
)
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FELLING = entrusting.Terms(
    basis="《森林法》第五十七条第三款",
    basis_level=BasisLevel.LAW,
    matter="农村居民采伐自留山和个人承包集体林地上的林木，核发采伐许可证。",
    authority="受理、审查、决定和核发；单次采伐蓄积量五立方米以上的，报委托机关核准后核发。",
    from_on=IN_FORCE,
    until_on=date(2028, 11, 30),
    receiver_publishes="镇便民服务中心公开栏",
)
FILING = devolving.Terms(
    ground=Ground.UPPER,
    basis="省人民政府关于赋予乡镇人民政府部分县级经济社会管理权限的决定（演示用，虚构）",
    approval_document="清府发〔2026〕15号",
    staff=3,
    qualification="3 人取得行政执法证，均参加县交通运输局组织的培训。",
    system="接入县政务服务系统，镇便民服务中心设交通窗口。",
    from_on=IN_FORCE,
    decided_by_province=True,
)
WINDOW = windows.Terms(
    actions=frozenset({Action.EXAMINE, Action.DECIDE, Action.ISSUE, Action.SEAL}),
    seal="清泉县农业农村局行政审批专用章（1）",
    limits="",
    from_on=WINDOW_FROM,
    until_on=date(2027, 11, 17),
)
AT_WINDOW = ("pesticide_trade", "veterinary_drug_trade")
EXCEPTIONS = (
    ("explosives_purchase", ""),
    ("drug_retail", "清府函〔2026〕22号"),
    ("internet_cafe", "清府函〔2026〕23号"),
)
WHY = "现承诺时限已经包含法定的现场核查和公示时间，再缩短将无法完成核查，申请保持现承诺。"


def furnish(cast: Cast) -> None:
    """Towns, the three deeds, and exceptions from the required cut while a campaign runs."""
    longtan, yunling = (town(cast, *row) for row in TOWNS)
    government = cast.official("zhengfuban.government_office", SIGNED)
    forestry = cast.official("linye.head", SIGNED)
    farming = cast.official("nongye.head", ANSWERED)
    acts.entrust(listed(cast, "felling"), yunling, FELLING, by=forestry, at=at(SIGNED, 10))
    acts.devolve(listed(cast, "vehicle_repair_filing"), longtan, FILING, by=government, at=at(SIGNED, 15))
    chief = cast.posts["nongye.chief_representative"]
    acts.authorise_window(chief, [listed(cast, key) for key in AT_WINDOW], WINDOW, by=farming, at=at(ANSWERED, 9))
    exceptions(cast, government)


def town(cast: Cast, code: str, name: str, short: str, seq: str) -> Organ:
    """A town's government, with the post that drafts its items."""
    first = f"119901010010{seq}02"
    system = Actor(cast.accounts["zhengwu.xitong"], cast.posts["zhengwu.system_admin"])
    organ = places.enter_organ(
        name=name,
        short_name=short,
        seq=seq,
        uscc=first + check_character(first),
        division=Division.objects.get(code=code),
        nature=SubjectNature.STATUTORY,
        by=system,
        at=at(ENTERED, 9),
    )
    role = Role.CATALOGUE_ADMIN
    places.enter_post(
        organ, code=f"town{seq}.catalogue_admin", name="事项管理岗", role=role, by=system, at=at(ENTERED, 10)
    )
    return organ


def check_character(first: str) -> str:
    """The last character of a credit code. GB 32100-2015."""
    total = sum(LETTERS.index(char) * pow(3, place, 31) for place, char in enumerate(first))
    return LETTERS[(31 - total % 31) % 31]


def exceptions(cast: Cast, government: Actor) -> None:
    """Three organs ask to keep their promises; two are answered."""
    campaign = measured.latest()
    if campaign is None or campaign.closed_at is not None:
        return
    for key, document in EXCEPTIONS:
        item = cast.county.item(key)
        admin = cast.official(f"{item.organ}.catalogue_admin", ASKED)
        asked = leaner.ask(listed(cast, key), WHY, by=admin, at=at(ASKED, 11))
        if document:
            leaner.answer(asked, approve=True, document=document, by=government, at=at(ANSWERED, 16))


def listed(cast: Cast, key: str) -> Item:
    """An item of the files as it stands in the catalogue."""
    return cast.versions[key][-1].item


def at(day: date, hour: int) -> datetime:
    """A full hour of a day in the county."""
    return datetime.combine(day, time(hour), SHANGHAI)
