"""Days by which something is to be done about a power given up, and what must be said."""

from datetime import date

from qingquan import law
from qingquan.clock import BeyondCalendar, WorkCalendar
from qingquan.law import Refused


def refund_due(found_on: date, calendar: WorkCalendar) -> date | None:
    """The last day to give an illegal fee back; None while that year's holidays are not announced."""
    return _working_days(found_on, "illegal_fee_refund_days", calendar)


def route_due(received_on: date, calendar: WorkCalendar) -> date | None:
    """The last day to tell somebody where a matter outside the list belongs."""
    return _working_days(received_on, "unlisted_route_days", calendar)


def _working_days(start: date, parameter: str, calendar: WorkCalendar) -> date | None:
    try:
        return calendar.add(start, law.parameter(parameter).number)
    except BeyondCalendar:
        return None


def is_repeated(omissions: int) -> bool:
    """Whether an organ has left out so many powers that it is told to supervision."""
    return omissions >= law.parameter("omission_repeated").number


def check_said(reason: str, document_no: str) -> None:
    """A finding says why and by which document."""
    if len(reason.strip()) < 5:
        raise Refused("请写明认定的事实和证据，例如从哪里发现、与申报表如何不符。")
    if not document_no.strip():
        raise Refused("请填写认定文书的文号。")


def order_to_return(on: date) -> str:
    """The article by which money taken without right is ordered back."""
    return law.duty("licensing", "liability_fees", on=on).cite


def reliance(on: date) -> str:
    """The article that protects who relied on a lawful act."""
    return law.duty("licensing", "reliance", on=on).cite
