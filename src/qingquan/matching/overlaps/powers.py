"""What the overlap test takes and gives: powers, and pairs of them explained by component."""

from dataclasses import dataclass

from qingquan.matching.overlaps.words import ComponentKind


@dataclass(frozen=True, slots=True)
class Power:
    """One power of one organ, as far as the list tells. Empty means: not stated.

    `code` only names the power in the answer and is never compared: codes are built from the upper
    level's catalogue, so comparing them would take the question for the answer.
    """

    code: str
    name: str
    organ: str = ""
    power_type: str = ""
    articles: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    service_objects: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    conditions: str = ""
    days: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a score: how far the two agree (0 to 1), what it weighs, and the evidence in Chinese."""

    kind: ComponentKind
    share: float
    weight: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two powers that overlap, with a score from 0 to 1 and its components."""

    code_a: str
    code_b: str
    score: float
    why: tuple[Component, ...]

    def in_words(self) -> str:
        """The components that agree, with their evidence and what they add to the score, as one sentence."""
        said = [
            f"{each.kind.label}：{each.evidence}（{each.share * each.weight:.2f}）" for each in self.why if each.share
        ]
        return "；".join(said) + f"；合计 {self.score:.2f}。"
