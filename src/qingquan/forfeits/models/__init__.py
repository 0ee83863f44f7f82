"""What is kept of powers given up: the findings, fees taken all the same, cases stopped, matters on no list."""

from qingquan.forfeits.models.forfeit import Forfeit
from qingquan.forfeits.models.illegal import IllegalFee
from qingquan.forfeits.models.matter import UnlistedMatter
from qingquan.forfeits.models.stopped import StoppedCase

__all__ = ["Forfeit", "IllegalFee", "StoppedCase", "UnlistedMatter"]
