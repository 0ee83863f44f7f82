"""What is kept of the catalogue: items, their versions with all elements, and which posts hold them."""

from qingquan.catalogue.models.holding import Holding
from qingquan.catalogue.models.item import Item, ItemVersion
from qingquan.catalogue.models.rows import Fee, LegalBasis, Material, Result, SpecialProcedure

__all__ = ["Fee", "Holding", "Item", "ItemVersion", "LegalBasis", "Material", "Result", "SpecialProcedure"]
