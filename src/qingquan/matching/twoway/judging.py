"""One pair judged: with what confidence two rows are the same power, and the evidence side by side.

The numbers are parameters [D]: chosen so that equal codes or equal names need no one's look unless other
fields contradict, and likeness alone nearly always does.
"""

from qingquan.matching.overlaps.behaviour import same_field
from qingquan.matching.twoway.knowing import Known, Names, same_name
from qingquan.matching.twoway.sides import Evidence, Pair, Remembered
from qingquan.matching.twoway.words import Field, Method, SetName

# Confidence of each way of finding: what it gives by itself, and what the likeness of the names adds.
BY_CODE, BY_ARTICLE, BY_TEXT = (68, 30), (45, 48), (0, 90)
# Equal names; the main name of one is the other's whole name; only the main names are equal.
WHOLE, MAIN, MAIN_ONLY = 94, 90, 78
# What other fields add when they agree and take when they contradict.
AGREES = {Field.CODE: 4, Field.ARTICLES: 6, Field.POWER_TYPE: 2, Field.ORGAN: 2, Field.TEXT: 2}
CONTRADICTS = {Field.ARTICLES: 8, Field.POWER_TYPE: 8, Field.ORGAN: 8}
# Two texts agree from this share of common pieces.
SAME_TEXT = 0.5


def judge(left: tuple[SetName, Known], right: tuple[SetName, Known], names: Names, remembered: Remembered) -> Pair:
    """The pair with its confidence, by the way of finding that gives most."""
    (left_set, mine), (right_set, theirs) = left, right
    alike = names.alike(mine, theirs)
    evidence = compared(mine, theirs, alike)
    decided = remembered.says(mine.row, theirs.row)
    if decided is None:
        given = ways(mine, theirs, alike)
        method = max(given, key=lambda way: given[way])
        confidence = max(0, min(99, round(given[method] + sum(map(moved, evidence)))))
    else:
        said = "以往认定是同一项" if decided else "以往认定不是同一项"
        evidence = (Evidence(Field.DECISION, "", "", decided, float(decided), said), *evidence)
        method, confidence = Method.REMEMBERED, 100 * decided
    return Pair(left_set, mine.row, right_set, theirs.row, method, confidence, evidence)


def ways(one: Known, other: Known, alike: float) -> dict[Method, float]:
    """In which ways two rows can be found for one another, with what each gives; the surest first."""
    found = {}
    if one.row.code and one.row.code == other.row.code:
        found[Method.CODE] = _by(BY_CODE, alike)
    if same_name(one, other):
        main = MAIN if one.normal == other.main or one.main == other.normal else MAIN_ONLY
        found[Method.NAME] = float(WHOLE if one.normal == other.normal else main)
    if one.articles & other.articles:
        found[Method.ARTICLE] = _by(BY_ARTICLE, alike)
    found[Method.TEXT] = _by(BY_TEXT, alike)
    return found


def _by(gives: tuple[int, int], alike: float) -> float:
    fixed, named = gives
    return fixed + named * alike


def moved(evidence: Evidence) -> int:
    """What one field adds to the confidence or takes from it."""
    if evidence.agrees is None:
        return 0
    return AGREES.get(evidence.field, 0) if evidence.agrees else -CONTRADICTS.get(evidence.field, 0)


def compared(one: Known, other: Known, alike: float) -> tuple[Evidence, ...]:
    """All fields side by side, whether they agree or not."""
    mine, theirs = one.row, other.row
    return (
        Evidence(Field.NAME, mine.name, theirs.name, one.normal == other.normal, alike, f"名称相近 {alike:.0%}"),
        _same(Field.CODE, mine.code, theirs.code),
        _articles(one, other),
        _same(Field.POWER_TYPE, mine.power_type, theirs.power_type),
        _levels(mine.levels, theirs.levels),
        _organs(mine.organ_name, theirs.organ_name),
        _texts(one, other),
    )


def _same(field: Field, mine: str, theirs: str) -> Evidence:
    agrees = mine == theirs if mine and theirs else None
    return Evidence(field, mine, theirs, agrees, float(bool(agrees)), _said(field, agrees))


def _articles(one: Known, other: Known) -> Evidence:
    both = one.articles & other.articles
    stated = bool(one.articles and other.articles)
    share = len(both) / len(one.articles | other.articles) if stated else 0.0
    said = f"同依{'、'.join(map(str, sorted(both)))}" if both else _said(Field.ARTICLES, False if stated else None)
    mine, theirs = ("、".join(map(str, each.row.articles)) for each in (one, other))
    return Evidence(Field.ARTICLES, mine, theirs, bool(both) if stated else None, share, said)


def _levels(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Evidence:
    agrees = not set(mine).isdisjoint(theirs) if mine and theirs else None
    return Evidence(
        Field.LEVEL, "、".join(mine), "、".join(theirs), agrees, float(bool(agrees)), _said(Field.LEVEL, agrees)
    )


def _organs(mine: str, theirs: str) -> Evidence:
    agrees = same_field(mine, theirs) if mine and theirs else None
    return Evidence(Field.ORGAN, mine, theirs, agrees, float(bool(agrees)), _said(Field.ORGAN, agrees))


def _texts(one: Known, other: Known) -> Evidence:
    share = one.text.alike(other.text)
    agrees = share >= SAME_TEXT if one.text.length and other.text.length else None
    said = "" if agrees is None else f"内容相同 {share:.0%}"
    return Evidence(Field.TEXT, one.row.text, other.row.text, agrees, share, said)


def _said(field: Field, agrees: bool | None) -> str:
    if agrees is None:
        return f"{field.label}有一方没有写明"
    return f"{field.label}{'一致' if agrees else '不一致'}"
