"""The shape of the template, which the way out and the way in share."""

import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from qingquan.campaign.rules.fields import FIELDS, Field

SHEET, GUIDE, WORDS = "申报事项", "填表说明", "选项"
MARK_ROW, HEADING_ROW, FIRST_ROW = 2, 3, 4
KEY = Field(key="row", label="行标识（请勿改动）", hint="新增的事项留空。", width=12)
COLUMNS = (KEY, *FIELDS)
LETTERS = {column.key: get_column_letter(place) for place, column in enumerate(COLUMNS, 1)}

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
MOST_ROWS = 3000
# Formatting often reaches far below the last row; so many lines are looked at before the sheet is refused.
MOST_LINES = 20_000
MOST_FINDINGS = 500
ROW_KEY = re.compile(r"R([0-9]{1,12})-([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell: what is wrong and what to do. `blocks` keeps its row from being imported."""

    address: str
    line: int
    key: str
    words: str
    blocks: bool = True

    def row(self) -> dict[str, object]:
        """As it is stored."""
        return {
            "at": f"{SHEET}!{self.address}" if self.address else "",
            "line": self.line,
            "key": self.key,
            "words": self.words,
            "blocks": self.blocks,
        }


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet: its texts by field, where each stood, and what was wrong with single cells."""

    line: int
    texts: dict[str, str]
    places: dict[str, str]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet as it was read: whose it is, its rows, and what is wrong with it as a whole."""

    mark: str
    rows: tuple[SheetRow, ...]
    remarks: tuple[Remark, ...] = ()


def row_key(pk: int, revision: int) -> str:
    """What ties a row of the spreadsheet to a reported item at a revision."""
    return f"R{pk}-{revision}"
