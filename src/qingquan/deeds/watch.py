"""What happens to window authorisations by themselves: they end on their last day, and never reach a hearing."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from qingquan.cases.models import PauseRow
from qingquan.deeds.acts.handing import at_the_window, hand_back
from qingquan.deeds.models import WindowAuthorisation
from qingquan.people.models import SYSTEM

# What takes a decision out of the window's authority. Handbook §7.4.
BEYOND = ("hearing", "expert_review")


def hand_back_decisions(at: datetime) -> int:
    """Give back what a window may not decide: its authority has ended, or the case went to a hearing or to experts."""
    today = timezone.localdate(at)
    over = Q(until_on__lt=today) | Q(ended_on__lte=today)
    handed = 0
    for deed in WindowAuthorisation.objects.filter(over).select_related("post__organ"):
        if not still_authorised(deed, today):
            handed += hand_back(at_the_window(deed), deed.post, f"“{deed.number}”已经终止。", by=SYSTEM, at=at)
    live = WindowAuthorisation.objects.filter(from_on__lte=today, until_on__gte=today).exclude(ended_on__lte=today)
    for deed in live.select_related("post__organ"):
        numbers = PauseRow.objects.filter(case__number__in=at_the_window(deed), reason__in=BEYOND)
        beyond = sorted(set(numbers.values_list("case__number", flat=True)))
        why = "听证、专家评审的办件不在窗口授权之内。"
        handed += hand_back(beyond, deed.post, why, by=SYSTEM, at=at)
    return handed


def still_authorised(deed: WindowAuthorisation, today: date) -> bool:
    """Whether the same post has since been authorised anew for all the same items."""
    live = WindowAuthorisation.objects.filter(post=deed.post, from_on__lte=today, until_on__gte=today)
    wanted = set(deed.items.values_list("item", flat=True))
    held = set(live.exclude(ended_on__lte=today).exclude(pk=deed.pk).values_list("items__item", flat=True))
    return bool(wanted) and wanted <= held
