"""Why two powers overlap, component by component, in words a reviewer can check against the list."""

from qingquan.matching.overlaps.behaviour import REORDERED, Likeness
from qingquan.matching.overlaps.facts import Facts
from qingquan.matching.overlaps.powers import Component, Overlap
from qingquan.matching.overlaps.scoring import Judged, common, corroborated, levels_differ, vague_elsewhere
from qingquan.matching.overlaps.weights import BY_ARTICLE
from qingquan.matching.overlaps.words import ComponentKind


def explained(one: Facts, other: Facts, likeness: Likeness, judged: Judged) -> Overlap:
    """The pair with each component's share, weight and evidence."""
    cited = judged.weights is BY_ARTICLE
    evidence = (
        _articles(one.articles & other.articles if cited else one.mentioned & other.mentioned, cited=cited),
        _behaviour(one, other, likeness),
        f"服务对象相同 {len(one.objects & other.objects)} 类",
        _materials(one, other),
        _result(one, other),
    )
    why = tuple(
        Component(kind, share, judged.weights.of(kind), said)
        for kind, share, said in zip(ComponentKind, judged.shares, evidence, strict=True)
    )
    return Overlap(one.power.code, other.power.code, judged.score, why)


def _articles(both: frozenset[str], *, cited: bool) -> str:
    return f"{'同依' if cited else '文中同引'}{'、'.join(sorted(both))}" if both else ""


def _behaviour(one: Facts, other: Facts, likeness: Likeness) -> str:
    said = [_names(one.head_core, other.head_core, likeness)]
    if likeness.slip and corroborated(one, other):
        said.append("材料或者条件相同，差别像是笔误或者省略")
    if levels := levels_differ(one, other):
        said.append(f"但权限级别不同（{levels}）")
    if vague_elsewhere(one, other):
        said.append("但名称笼统，机关业务不同")
    return "，".join(said)


def _names(one: str, other: str, likeness: Likeness) -> str:
    if one == other:
        return f"主项名称相同（{one}）"
    if likeness.share == REORDERED:
        return f"主项名称用字相同，次序不同（“{one}”和“{other}”）"
    if likeness.contrast:
        return f"名称相近而环节或者级别不同（{likeness.contrast}）"
    return f"名称相近（“{one}”和“{other}”，相同部分占 {likeness.common:.0%}）"


def _materials(one: Facts, other: Facts) -> str:
    return f"{len(one.materials & other.materials)} 份材料相同，占 {common(one.materials, other.materials):.0%}"


def _result(one: Facts, other: Facts) -> str:
    said = []
    if one.power.power_type == other.power.power_type:
        said.append(f"同为{one.power.power_type}" if one.power.power_type else "均未写明权力类型")
    if themes := sorted(one.themes & other.themes):
        said.append(f"主题同为{'、'.join(themes)}")
    if conditions := one.conditions.alike(other.conditions):
        said.append(f"受理条件相同 {conditions:.0%}")
    if one.power.days and one.power.days == other.power.days:
        said.append(f"法定时限同为{one.power.days}")
    return "，".join(said)
