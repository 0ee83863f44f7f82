"""The door to clearing the powers: where the campaign stands, what waits for one's post, and the rooms."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.campaign.models import Campaign
from qingquan.campaign.reading import current
from qingquan.desk import (
    crosscheck_gates,
    deeds_gates,
    duties_gates,
    exchange_gates,
    leaner_gates,
    publication,
    publication_gates,
    review_gates,
)
from qingquan.desk.adjustment_urls import ADJUSTMENT
from qingquan.desk.adjustment_waiting import waiting_elsewhere
from qingquan.desk.campaign_shown import strip
from qingquan.desk.campaign_urls import CAMPAIGN
from qingquan.desk.campaign_waiting import address, own_reminders, waiting_for
from qingquan.desk.clearing_waiting import rooms_waiting_for
from qingquan.desk.crosscheck_urls import CROSSCHECK
from qingquan.desk.deeds_urls import DEEDS
from qingquan.desk.door import page
from qingquan.desk.duties_urls import DUTIES
from qingquan.desk.exchange_urls import EXCHANGE
from qingquan.desk.forfeits_urls import FORFEITS
from qingquan.desk.gates import actor_of
from qingquan.desk.leaner_urls import LEANER
from qingquan.desk.publication_urls import PUBLICATION
from qingquan.desk.review_urls import REVIEW
from qingquan.desk.statutes_urls import STATUTES
from qingquan.people.models import Actor


class Room(NamedTuple):
    """One room: the name of its address, what it is called, what it is for, its icon, the gate of its first page."""

    name: str
    title: str
    what: str
    icon: str
    gate: Callable[[Actor], object] | None = None
    """Raises Http404 for whom the room does not exist; None where everybody on the desk may enter."""
    note: Callable[[Actor], tuple[str, str]] | None = None
    """A line with its tone that the tile tells somebody beforehand; both empty when there is nothing to tell."""

    def is_open_to(self, actor: Actor) -> bool:
        """Whether somebody finds the room: a tile that leads to “not found” is worse than none."""
        try:
            if self.gate is not None:
                self.gate(actor)
        except Http404:
            return False
        return True


ROOMS = (
    Room("campaign", "清理审核", "阶段、期限、各机关申报、签字和通报", "list"),
    Room("statutes", "法规库", "法律法规和条文，依据逐条对应", "law"),
    Room(
        "crosscheck",
        "双向比对",
        "申报与法律、职责、实际办件相互核对，找出漏报、瞒报、虚报和重复",
        "search",
        crosscheck_gates.taking_part,
    ),
    Room("review", "审核论证", "编办、司法局分别审核，专家论证，逐项作出处理决定", "done", review_gates.campaign_for),
    Room("leaner", "精简提速", "压缩时限、减少环节和材料，逐项前后对照", "clock", leaner_gates.items_for),
    Room(
        "publication",
        "分类公布",
        "五个目录分批报审、公布，历次内容留存",
        "paper",
        publication_gates.may_enter,
        publication.next_review,
    ),
    Room("exchange", "上下对接", "认领上级基本目录，按国家标准交换", "right", exchange_gates.may_enter),
    Room("adjustment", "动态调整", "法律和职责变化之后按期调整清单", "pause"),
    Room("forfeits", "瞒报漏报虚报", "不再行使的权力和应当退还的收费", "alert"),
    Room("fees", "收费", "收费单、缴款和退还", "paper"),
    Room("deeds", "下放委托授权", "下放决定、委托书和窗口授权", "person", deeds_gates.looks),
    Room("duties", "岗位责任", "岗位责任说明书", "place", duties_gates.organs_for),
)


@require_safe
def clearing(request: HttpRequest) -> HttpResponse:
    """The campaign's stages, what waits for one's post, and a tile for every room one may enter."""
    actor, campaign = actor_of(request), current() or Campaign.objects.first()
    page = {
        "campaign": campaign,
        "strip": strip(campaign, timezone.localdate()) if campaign else [],
        "waiting": [*waiting_for(actor), *rooms_waiting_for(actor), *waiting_elsewhere(actor)],
        "reminders": own_reminders(actor),
        "rooms": [
            (room, href, room.note(actor) if room.note else ("", ""))
            for room in ROOMS
            if (href := address(room.name)) and room.is_open_to(actor)
        ],
    }
    return render(request, "desk/clearing.html", page)


CLEARING = [
    page("clearing/", clearing, "clearing"),
    *STATUTES,
    *CAMPAIGN,
    *CROSSCHECK,
    *REVIEW,
    *PUBLICATION,
    *EXCHANGE,
    *ADJUSTMENT,
    *FORFEITS,
    *LEANER,
    *DEEDS,
    *DUTIES,
]
