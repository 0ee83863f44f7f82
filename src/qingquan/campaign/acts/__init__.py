"""What may be done in a campaign: launch, acknowledge, report, copy, share out, sign, give back, move on, tell."""

from qingquan.campaign.acts.bulletins import issue_bulletin
from qingquan.campaign.acts.copying import copy_last
from qingquan.campaign.acts.launching import acknowledge, launch
from qingquan.campaign.acts.reminding import remind
from qingquan.campaign.acts.reporting import Stale, change_item, drop_item, enter_item
from qingquan.campaign.acts.sharing import finish_share, follow, share_out
from qingquan.campaign.acts.sheets import take_sheet
from qingquan.campaign.acts.signing import give_back, sign
from qingquan.campaign.acts.steering import confirm_basis, move_on
from qingquan.campaign.acts.typing import keep_typed, leave_typed

__all__ = [
    "Stale",
    "acknowledge",
    "change_item",
    "confirm_basis",
    "copy_last",
    "drop_item",
    "enter_item",
    "finish_share",
    "follow",
    "give_back",
    "issue_bulletin",
    "keep_typed",
    "launch",
    "leave_typed",
    "move_on",
    "remind",
    "share_out",
    "sign",
    "take_sheet",
]
