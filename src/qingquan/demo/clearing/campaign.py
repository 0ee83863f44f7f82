"""The demonstration's part of the clean-up campaign."""

from qingquan.demo.cast import Cast


def furnish(cast: Cast) -> None:
    """Nothing yet in a county that has not begun."""
