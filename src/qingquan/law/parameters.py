"""Numbers the law leaves to the county, with what each rests on.

Not here: what a legislature decides (the statute files) and what is decided per item (the catalogue).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from pathlib import Path

from qingquan.law.reading import BadStatute
from qingquan.law.statutes import FOLDER, PARAMETERS, UnknownProvision


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number or choice, the unit it is in, how sure it is, and its basis.

    `mark`: "V" verified in a source, "K" known but not read again, "D" this design's decision.
    """

    name: str
    value: int | str
    unit: str
    mark: str
    basis: str
    choices: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The value of a parameter that is a whole number."""
        if not isinstance(self.value, int):
            raise TypeError(f"参数 {self.name} 不是整数：{self.value}。")
        return self.value

    @property
    def ratio(self) -> Fraction:
        """The value of a parameter written as 9/10. A fraction, because 0.7 × 90 is not 63 in floating point."""
        return Fraction(self.value)


@cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by name."""
    return read_parameters(FOLDER / PARAMETERS)


def parameter(name: str) -> Parameter:
    """One parameter: `parameter("supplement_abandoned_days").number`."""
    if name not in parameters():
        raise UnknownProvision(f"没有名为 {name} 的参数。")
    return parameters()[name]


def read_parameters(path: Path) -> dict[str, Parameter]:
    """Read and check a parameter file. `BadStatute` when a key is unknown, missing or of the wrong kind."""
    return {
        name: _parameter(f"{path.name} [{name}]", name, table)
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def _parameter(where: str, name: str, table: Mapping[str, object]) -> Parameter:
    keys = {field.name for field in fields(Parameter)} - {"name"}
    if set(table) - keys or keys - set(table) - {"choices"}:
        raise BadStatute(f"{where}：应有且只有 value、unit、mark、basis，可有 choices。")
    value, choices = table["value"], table.get("choices", [])
    if type(value) not in (int, str) or not isinstance(choices, list):
        raise BadStatute(f"{where}：value 应是整数或文字，choices 应是一列文字。")
    if choices and value not in choices:
        raise BadStatute(f"{where}：value 应是 {'、'.join(choices)} 之一。")
    if table["mark"] not in {"V", "K", "D"}:
        raise BadStatute(f"{where}：mark 应是 V、K 或 D。")
    number = value if isinstance(value, int) else str(value)
    return Parameter(name, number, str(table["unit"]), str(table["mark"]), str(table["basis"]), tuple(choices))
