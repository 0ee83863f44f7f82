"""How the components make a score. All numbers are parameters [D]."""

from dataclasses import dataclass

from qingquan.matching.overlaps.words import ComponentKind

# From here two powers overlap.
THRESHOLD = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """What each component adds when it agrees fully; together 1."""

    article: float
    behaviour: float
    counterparty: float
    material: float
    result: float

    def of(self, kind: ComponentKind) -> float:
        """The weight of one component."""
        return float(getattr(self, kind.value))

    def weigh(self, shares: tuple[float, float, float, float, float]) -> float:
        """The score of shares in the order of `ComponentKind`."""
        article, behaviour, counterparty, material, result = shares
        return (
            self.article * article
            + self.behaviour * behaviour
            + self.counterparty * counterparty
            + self.material * material
            + self.result * result
        )

    def most(self, behaviour: float) -> float:
        """The most that a pair whose behaviour agrees so far can reach."""
        return 1 - self.behaviour * (1 - behaviour)


# For two powers that both state their legal bases.
BY_ARTICLE = Weights(article=0.35, behaviour=0.25, counterparty=0.10, material=0.15, result=0.15)
# For lists without legal bases the name must carry what the article would: articles are then only those
# mentioned in conditions and materials. Calibrated so that the same name of the same kind of power is
# enough by itself, and everything else together without the name is not.
BY_NAME = Weights(article=0.05, behaviour=0.62, counterparty=0.05, material=0.10, result=0.18)
