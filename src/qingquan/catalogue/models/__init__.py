"""What is kept of the catalogue: items, their versions with all elements, which posts hold them, lists handed in."""

from qingquan.catalogue.models.handed_in import ItemImport, ItemImportRow
from qingquan.catalogue.models.holding import Holding
from qingquan.catalogue.models.item import Item, ItemVersion
from qingquan.catalogue.models.rows import Fee, LegalBasis, Material, Result, SpecialProcedure

__all__ = [
    "Fee",
    "Holding",
    "Item",
    "ItemImport",
    "ItemImportRow",
    "ItemVersion",
    "LegalBasis",
    "Material",
    "Result",
    "SpecialProcedure",
]
