"""What may be done to the county's map: enter its parts, amend what may change, close a post, import a calendar."""

from qingquan.places.acts.amending import (
    amend_hall,
    amend_organ,
    amend_post,
    amend_window,
    close_post,
    designate_office,
)
from qingquan.places.acts.entering import (
    enter_division,
    enter_hall,
    enter_office,
    enter_organ,
    enter_post,
    enter_window,
    found_county,
    import_calendar,
)

__all__ = [
    "amend_hall",
    "amend_organ",
    "amend_post",
    "amend_window",
    "close_post",
    "designate_office",
    "enter_division",
    "enter_hall",
    "enter_office",
    "enter_organ",
    "enter_post",
    "enter_window",
    "found_county",
    "import_calendar",
]
