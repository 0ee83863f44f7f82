"""What the page of a case offers: the acts open to this post, the usual one first, and why not the others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.http import QueryDict

from qingquan.clock import BeyondCalendar
from qingquan.desk import case_checks as checks
from qingquan.desk import case_forms as forms
from qingquan.desk.case_checks import own_steps
from qingquan.desk.case_deeds import DEEDS, Deed
from qingquan.desk.case_forms import ActForm, InHand
from qingquan.law import Refused
from qingquan.procedures.runs import OpenStep


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on the page of a case: with its form when it is open, with the refusal when it is not."""

    deed: Deed
    form: ActForm
    refused: Refused | None = None
    first: bool = False
    opened: bool = False
    step: OpenStep | None = None

    @property
    def title(self) -> str:
        """As the page names it; a step is named by what it is."""
        return f"{self.deed.title}“{self.step.name}”" if self.step else self.deed.title

    @property
    def key(self) -> str:
        """Its anchor on the page."""
        return f"act-{self.form.prefix}"


# What usually comes next, by stage; of several the first that is open.
USUAL = ("accept", "notify_gaps", "supply", "take_in", "complete_step", "decide", "deliver", "resume")


def offers(hand: InHand) -> list[Offer]:
    """Every act, those open to this post first."""
    found = [offer for deed in DEEDS.values() for offer in _offers_of(deed, hand)]
    usual = next((offer for name in USUAL for offer in found if offer.deed.name == name and not offer.refused), None)
    marked = [replace(offer, first=offer is usual, opened=offer is usual) for offer in found]
    return sorted(marked, key=lambda offer: (offer.refused is not None, not offer.first))


def _offers_of(deed: Deed, hand: InHand) -> Iterator[Offer]:
    if deed.name != "complete_step":
        form = deed.form(hand, deed.name)
        yield Offer(deed, form, refusal(deed.check, hand))
        return
    for step in own_steps(hand.held):
        yield Offer(
            deed, form_of(deed, hand, step=step), refusal(partial(checks.may_conclude_step, step=step), hand), step=step
        )


def refusal(check: Callable[[InHand], None], hand: InHand) -> Refused | None:
    """Why an act is not open now; None when it is."""
    try:
        check(hand)
    except Refused as no:
        return no
    except BeyondCalendar as beyond:
        return Refused(str(beyond))
    return None


def form_of(deed: Deed, hand: InHand, data: QueryDict | None = None, step: OpenStep | None = None) -> ActForm:
    """The form of an act, with what was posted if something was."""
    if step is not None:
        return forms.StepForm(hand, f"step-{step.step_id}", data, step=step)
    return deed.form(hand, deed.name, data)
