"""Reading what review has come to: one item's dossier, the queue, the counts."""

from qingquan.review.reading.dossier import Dossier, dossier_of

__all__ = ["Dossier", "dossier_of"]
