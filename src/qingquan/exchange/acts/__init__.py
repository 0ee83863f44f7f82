"""What may be done in exchange: answer the upper level's rows, take items in, send records out."""

from qingquan.exchange.acts.claiming import assign, claim, match, set_aside, take_note
from qingquan.exchange.acts.deciding import decide
from qingquan.exchange.acts.importing import take_in
from qingquan.exchange.acts.seeing import see
from qingquan.exchange.acts.sending import Sending, send_records

__all__ = ["Sending", "assign", "claim", "decide", "match", "see", "send_records", "set_aside", "take_in", "take_note"]
