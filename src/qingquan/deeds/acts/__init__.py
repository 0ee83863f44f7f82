"""Giving and ending deeds: devolve, entrust, authorise a window; each is signed, numbered and published at once."""

from qingquan.deeds.acts.devolving import devolve, take_back_devolution
from qingquan.deeds.acts.entrusting import end_entrustment, entrust
from qingquan.deeds.acts.windows import authorise_window, end_authorisation

__all__ = [
    "authorise_window",
    "devolve",
    "end_authorisation",
    "end_entrustment",
    "entrust",
    "take_back_devolution",
]
