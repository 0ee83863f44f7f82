"""The demonstration's part of review and evaluation."""

from qingquan.demo.cast import Cast


def furnish(cast: Cast) -> None:
    """Nothing yet in a county that has not begun."""
