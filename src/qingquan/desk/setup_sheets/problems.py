"""What is wrong with a county's sheets: where, what, and what to do about it."""

from dataclasses import dataclass


class Wrong(Exception):
    """A cell or a row that cannot be taken; where it stands is known to who catches this."""

    def __init__(self, what: str, todo: str = "", column: str = "") -> None:
        super().__init__(what)
        self.what, self.todo, self.column = what, todo, column


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `line` is the row as the spreadsheet numbers it, 0 for the sheet as a whole."""

    sheet: str
    line: int
    column: str
    what: str
    todo: str = ""

    @property
    def place(self) -> str:
        """Where to look."""
        parts = [f"“{self.sheet}”"]
        if self.line:
            parts.append(f"第 {self.line} 行")
        if self.column:
            parts.append(f"“{self.column}”")
        return " ".join(parts)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in one sentence."""
        said = self.what.rstrip("。")
        return f"{said}，{self.todo.rstrip('。')}。" if self.todo else f"{said}。"
