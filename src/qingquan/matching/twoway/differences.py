"""The differences of a two-way check, each with its rows, its evidence, whose task it is, and a sentence. §2.3.

Owners are role codes of posts; the terms in days are the campaign's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qingquan.matching.overlaps import Overlap
from qingquan.matching.twoway.knowing import know, same_name
from qingquan.matching.twoway.sides import Activity, Difference, Evidence, Pair, Row, sign
from qingquan.matching.twoway.words import DifferenceKind, Field, Urgency

# Whose task a difference is by default. Handbook §2.3.
OWNERS = {
    DifferenceKind.UNREPORTED: "catalogue_admin",
    DifferenceKind.UNFOUNDED: "catalogue_admin",
    DifferenceKind.OUTSIDE_DUTIES: "establishment_reviewer",
    DifferenceKind.DUTY_WITHOUT_POWER: "establishment_reviewer",
    DifferenceKind.PRACTISED_UNREPORTED: "supervisor",
    DifferenceKind.TOWNS_UNREPORTED: "campaign_office",
    DifferenceKind.DOUBLED: "establishment_reviewer",
    DifferenceKind.NAME_DIFFERS: "catalogue_admin",
    DifferenceKind.LEVEL_DIFFERS: "catalogue_admin",
    DifferenceKind.TYPE_DIFFERS: "catalogue_admin",
}

# A catalogue row exercised by several levels in grades contradicts no level.
GRADED = "graded"


def unreported(row: Row, others: int, activity: Activity | None) -> Difference:
    """A−B: a law or an upper catalogue gives the power, nobody reported it; worse when it is being exercised."""
    also = f"另有 {others} 处目录列有。" if others else ""
    seen = f"近期实际办理：{practice(activity)}，有瞒报嫌疑。" if activity else ""
    urgency = Urgency.AT_ONCE if activity else Urgency.SOON if row.statutory_duty else Urgency.ORDINARY
    says = f"{row.source or '法律法规或者上级目录'}列有“{row.name}”，没有部门申报。{also}{seen}"
    return _made(DifferenceKind.UNREPORTED, sign(row), says, left=row, activity=activity, urgency=urgency)


def unfounded(row: Row, nearest: Pair | None) -> Difference:
    """B−A: reported, but neither the law library nor an upper catalogue has it."""
    near = f"最接近的是“{nearest.left.name}”（{nearest.confidence} 分）。" if nearest else ""
    cited = f"申报写的依据是{'、'.join(map(str, row.articles))}。" if row.articles else "申报没有写明依据条文。"
    says = f"{held(row)}申报的“{row.name}”，在法律法规和上级目录里没有找到。{near}{cited}"
    return _made(DifferenceKind.UNFOUNDED, sign(row), says, left=row, evidence=nearest.evidence if nearest else ())


def outside(row: Row, nearer: Pair | None) -> Difference:
    """B−C: reported by an organ none of whose duties covers it; if another's does, that is said."""
    whose = f"它更像{held(nearer.left)}的职责：“{nearer.left.name}”。" if nearer else ""
    says = f"{held(row)}申报的“{row.name}”，不在本机关的三定职责里。{whose}"
    return _made(DifferenceKind.OUTSIDE_DUTIES, sign(row), says, left=row, evidence=nearer.evidence if nearer else ())


def idle(duty: Row) -> Difference:
    """C−B: a duty for which the organ reported no power."""
    says = f"{held(duty)}有职责“{duty.name}”，没有申报相应的权力。"
    return _made(DifferenceKind.DUTY_WITHOUT_POWER, sign(duty), says, left=duty)


def practised(activity: Activity, elsewhere: Pair | None) -> Difference:
    """D−B: cases, fees or seals of a power the organ did not report. Goes to the supervisor at once."""
    other = f"{held(elsewhere.right)}申报了“{elsewhere.right.name}”。" if elsewhere else ""
    organ = activity.organ_name or "该机关"
    says = f"{organ}实际行使“{activity.name}”（{practice(activity)}），本机关没有申报。{other}"
    return _made(
        DifferenceKind.PRACTISED_UNREPORTED,
        activity.key,
        says,
        right=elsewhere.right if elsewhere else None,
        activity=activity,
        evidence=elsewhere.evidence if elsewhere else (),
        urgency=Urgency.AT_ONCE,
    )


def told_by_towns(row: Row) -> Difference:
    """E−B: towns or villages are made to do what no department reported."""
    says = f"{row.source or '镇村'}反映承担“{row.name}”，没有部门申报。"
    return _made(DifferenceKind.TOWNS_UNREPORTED, sign(row), says, left=row, urgency=Urgency.SOON)


def doubled(one: Row, other: Row, found: Overlap) -> Difference:
    """B∩B': two organs report what is one power in the main."""
    says = f"{held(one)}的“{one.name}”和{held(other)}的“{other.name}”交叉重复：{found.in_words()}"
    evidence = tuple(
        Evidence(Field.TEXT, one.name, other.name, each.share > 0, each.share, f"{each.kind.label}：{each.evidence}")
        for each in found.why
        if each.evidence
    )
    return _made(DifferenceKind.DOUBLED, f"{sign(one)}⇄{sign(other)}", says, left=one, right=other, evidence=evidence)


def deviating(pairs: Iterable[Pair]) -> Iterator[Difference]:
    """A and B are the same power, but the report's name, level or type is not that of the surest catalogue row."""
    surest: dict[str, Pair] = {}
    for pair in pairs:
        there = surest.get(pair.right.key)
        if pair.sure and (there is None or pair.confidence > there.confidence):
            surest[pair.right.key] = pair
    for pair in surest.values():
        if not same_name(know(pair.left), know(pair.right)):
            yield _deviation(DifferenceKind.NAME_DIFFERS, pair, Field.NAME)
        if GRADED not in pair.left.levels:
            yield from _contradiction(DifferenceKind.LEVEL_DIFFERS, pair, Field.LEVEL)
        yield from _contradiction(DifferenceKind.TYPE_DIFFERS, pair, Field.POWER_TYPE)


def _contradiction(kind: DifferenceKind, pair: Pair, field: Field) -> Iterator[Difference]:
    if any(each.field is field and each.agrees is False for each in pair.evidence):
        yield _deviation(kind, pair, field)


def _deviation(kind: DifferenceKind, pair: Pair, field: Field) -> Difference:
    found = next(each for each in pair.evidence if each.field is field)
    source = pair.left.source or "目录"
    says = f"“{pair.right.name}”的{field.label}与{source}不一致：目录是“{found.left}”，申报是“{found.right}”。"
    return _made(kind, sign(pair.right), says, left=pair.left, right=pair.right, evidence=pair.evidence)


def told_apart(differences: Iterable[Difference]) -> list[Difference]:
    """The same with keys made different: the second of one kind with a key gets #2, and so on."""
    seen: dict[tuple[DifferenceKind, str], int] = {}
    apart: list[Difference] = []
    for each in differences:
        count = seen[each.kind, each.key] = seen.get((each.kind, each.key), 0) + 1
        apart.append(each if count == 1 else _again(each, count))
    return apart


def held(row: Row) -> str:
    """Whose a row is, in words."""
    return row.organ_name or row.organ or "某机关"


def practice(activity: Activity) -> str:
    """What was done, in words: 办件 12 件，收费 3 笔共 600.00 元."""
    said = [
        f"办件 {activity.cases} 件" if activity.cases else "",
        f"收费 {activity.fees} 笔共 {activity.fen // 100}.{activity.fen % 100:02d} 元" if activity.fees else "",
        f"用章 {activity.seals} 次" if activity.seals else "",
        f"最近一次 {activity.last.isoformat()}" if activity.last else "",
    ]
    return "，".join(filter(None, said))


def _made(
    kind: DifferenceKind,
    key: str,
    says: str,
    *,
    left: Row | None = None,
    right: Row | None = None,
    activity: Activity | None = None,
    evidence: Sequence[Evidence] = (),
    urgency: Urgency = Urgency.ORDINARY,
) -> Difference:
    return Difference(kind, key, left, right, activity, tuple(evidence), OWNERS[kind], urgency, says)


def _again(difference: Difference, count: int) -> Difference:
    return replace(difference, key=f"{difference.key}#{count}")
