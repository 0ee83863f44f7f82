"""The demonstration's campaign: each room's part, made by its acts after the months of work."""

from qingquan.demo.cast import Cast
from qingquan.demo.clearing import (
    adjustment,
    campaign,
    crosscheck,
    deeds,
    duties,
    exchange,
    forfeits,
    publication,
    review,
    statutes,
)

PARTS = (statutes, campaign, crosscheck, review, publication, exchange, adjustment, forfeits, deeds, duties)
"""In the order in which a county goes through them."""


def clear_powers(cast: Cast) -> None:
    """Every part in its order."""
    for part in PARTS:
        part.furnish(cast)
