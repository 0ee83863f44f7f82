"""Lists of items as other bodies publish them: opened, understood column by column, turned into versions."""

from qingquan.catalogue.reading.mapping import ColumnMap, Layout, choose_map, load_map, shipped_maps
from qingquan.catalogue.reading.rows import RowResult, read_rows
from qingquan.catalogue.reading.table import Table, open_table

__all__ = [
    "ColumnMap",
    "Layout",
    "RowResult",
    "Table",
    "choose_map",
    "load_map",
    "open_table",
    "read_rows",
    "shipped_maps",
]
