"""The demonstration's part of powers given up, and fees taken under them."""

from qingquan.demo.cast import Cast


def furnish(cast: Cast) -> None:
    """Nothing yet in a county that has not begun."""
