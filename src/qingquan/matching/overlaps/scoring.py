"""Two powers compared component by component. This is the whole judgement; finding pairs worth it is elsewhere.

Numbers only: what is told of a pair that reaches the threshold is put into words in `explaining`.
"""

from typing import NamedTuple

from qingquan.matching.overlaps.behaviour import ALMOST, VAGUE, Likeness, contrasting, same_field, vague
from qingquan.matching.overlaps.facts import Facts
from qingquan.matching.overlaps.weights import BY_ARTICLE, BY_NAME, Weights

# From this share of common materials they count as the same; below half of it as different. [D]
SAME_MATERIALS = 0.7
# So much must be stated before equal materials or conditions say anything about a name. [D]
TELLING_PAPERS, TELLING_CHARACTERS = 2, 30
# What makes up the result and the facts examined: kind of power, theme, conditions, days by law. [D]
KIND, THEME, CONDITIONS, DAYS = 0.45, 0.05, 0.4, 0.1


class Shares(NamedTuple):
    """How far two powers agree in each component, from 0 to 1, in the order of `ComponentKind`."""

    article: float
    behaviour: float
    counterparty: float
    material: float
    result: float


class Judged(NamedTuple):
    """A score, with what it was made from."""

    score: float
    shares: Shares
    weights: Weights


def judge(one: Facts, other: Facts, likeness: Likeness, telling: frozenset[str], threshold: float) -> Judged | None:
    """The score of two powers by the weighing that gives more; None below the threshold."""
    by_article = bool(one.articles) and not telling.isdisjoint(one.articles & other.articles)
    name = behaviour(one, other, likeness)
    # Most pairs end here: even if all else agreed, the name brings too little.
    if not by_article and BY_NAME.most(name) < threshold:
        return None
    rest = (name, counterparty(one, other), material(one, other), result(one, other))
    shares, weights = Shares(mentioned(one, other), *rest), BY_NAME
    if by_article:
        cited = Shares(1.0, *rest)
        if BY_ARTICLE.weigh(cited) > BY_NAME.weigh(shares):
            shares, weights = cited, BY_ARTICLE
    score = round(weights.weigh(shares), 4)
    return Judged(score, shares, weights) if score >= threshold else None


def behaviour(one: Facts, other: Facts, likeness: Likeness) -> float:
    """Whether the same is done to the same, as far as the names and, for vague names, the organs tell."""
    share = likeness.share
    if likeness.slip:
        share += max(0.0, ALMOST - share) * corroborated(one, other)
    return min(share, VAGUE) if levels_differ(one, other) or vague_elsewhere(one, other) else share


def levels_differ(one: Facts, other: Facts) -> str:
    """The levels, if the brackets of two names say that different ones decide: 省级发证／国家发证."""
    if one.variant_core == other.variant_core:
        return ""
    return contrasting(
        *(each if each.endswith(("发证", "级")) else "" for each in (one.variant_core, other.variant_core))
    )


def vague_elsewhere(one: Facts, other: Facts) -> bool:
    """Whether a name tells no object (政策咨询) and the organs work in different fields."""
    return vague(one.head_core) and not same_field(one.power.organ, other.power.organ)


def corroborated(one: Facts, other: Facts) -> float:
    """How far materials or conditions, if they say enough, show that two names mean the same."""
    papers = one.materials & other.materials
    by_papers = len(papers) / len(one.materials | other.materials) if len(papers) >= TELLING_PAPERS else 0.0
    long_enough = min(one.conditions.length, other.conditions.length) >= TELLING_CHARACTERS
    return max(by_papers, one.conditions.alike(other.conditions)) if long_enough else by_papers


def counterparty(one: Facts, other: Facts) -> float:
    """Whether it is done to the same kinds of persons."""
    return common(one.objects, other.objects)


def material(one: Facts, other: Facts) -> float:
    """Whether the same papers are asked for: fully from 70 % in common, not at all below half of that."""
    return min(1.0, max(0.0, common(one.materials, other.materials) * 2 / SAME_MATERIALS - 1))


def result(one: Facts, other: Facts) -> float:
    """Whether the same comes out after the same is examined: kind of power, theme, conditions, days by law."""
    kind = one.power.power_type == other.power.power_type
    days = bool(one.power.days) and one.power.days == other.power.days
    conditions = one.conditions.alike(other.conditions)
    return KIND * kind + THEME * common(one.themes, other.themes) + CONDITIONS * conditions + DAYS * days


def mentioned(one: Facts, other: Facts) -> float:
    """Whether their conditions or materials mention the same article."""
    return float(not one.mentioned.isdisjoint(other.mentioned))


def common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of two sets that they have in common (Jaccard); 0 when both are empty."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
