"""Statutes as data: limits, duties and pauses with article, words and days in force; and `Refused`."""

from qingquan.law.parameters import Parameter, parameter, parameters
from qingquan.law.provisions import Duty, InForce, Limit, Owner, PauseReason, Provision, Start, Statute, Unit
from qingquan.law.reading import BadStatute
from qingquan.law.refusal import Refused
from qingquan.law.statutes import UnknownProvision, duty, limit, pause_reason, pause_reasons, statutes

__all__ = [
    "BadStatute",
    "Duty",
    "InForce",
    "Limit",
    "Owner",
    "Parameter",
    "PauseReason",
    "Provision",
    "Refused",
    "Start",
    "Statute",
    "Unit",
    "UnknownProvision",
    "duty",
    "limit",
    "parameter",
    "parameters",
    "pause_reason",
    "pause_reasons",
    "statutes",
]
