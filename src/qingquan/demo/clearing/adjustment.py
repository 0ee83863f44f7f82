"""The demonstration's part of dynamic adjustment."""

from qingquan.demo.cast import Cast


def furnish(cast: Cast) -> None:
    """Nothing yet in a county that has not begun."""
