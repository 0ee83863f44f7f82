"""Long lists of names and items for measuring, made from the real ones beside the checkout (../shared/data)."""

import csv
import gzip
import random
from pathlib import Path
from typing import NamedTuple

from qingquan.commands import Mistake

REAL = Path(__file__).resolve().parents[4] / "shared" / "data"

# Other acts on the object of a power.
ACTS = ("{}的变更", "{}的注销", "{}的延续", "{}的补办", "对违反{}规定的处罚", "对{}的监督检查", "对{}先进的奖励")

Item = dict[str, str]

# Titles of powers as lists of all kinds have them: penalties, levies and coercion name the conduct.
FORMS = (
    "{place}{name}",
    "{name}（{place}）",
    "{place}辖区内{name}",
    "对{place}{name}的监督检查",
    "对未依法{name}行为的处罚（{place}）",
)


def items(real: Path = REAL) -> list[Item]:
    """The items of Guangdong, column by column as published."""
    with gzip.open(found(real / "catalogue" / "guangdong_items_part.csv.gz"), "rt", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def real_names(real: Path = REAL) -> list[str]:
    """The different names of the two real lists, in a fixed order."""
    with found(real / "catalogue" / "guangan_district_items.csv").open(encoding="utf-8-sig") as file:
        district = [row["name"].strip() for row in csv.DictReader(file)]
    return list(dict.fromkeys([*district, *(item["task_name"].strip() for item in items(real))]))


def places(real: Path = REAL) -> list[str]:
    """The names of the counties of the country."""
    with found(real / "divisions" / "areas.csv").open(encoding="utf-8-sig") as file:
        return list(dict.fromkeys(row["name"] for row in csv.DictReader(file)))


class Made(NamedTuple):
    """A power's name and the frame around it: "{}（广安区）"."""

    frame: str
    name: str

    def __str__(self) -> str:
        return self.frame.replace("{}", self.name)


def many_names(count: int, lots: random.Random, real: Path = REAL) -> list[Made]:
    """So many different names: first the real ones, then the same powers in other places and forms."""
    names = real_names(real)
    counties = places(real)
    made = {name: Made("{}", name) for name in names}
    while len(made) < count:
        each = Made(lots.choice(FORMS).format(place=lots.choice(counties), name="{}"), lots.choice(names))
        made[str(each)] = each
    return list(made.values())[:count]


def many_powers(count: int, lots: random.Random, real: Path = REAL) -> list[Made]:
    """So many different names of different powers: the real ones, then other acts on their objects."""
    names = real_names(real)
    made = [Made("{}", name) for name in names]
    others = [Made(form, name) for name in names for form in ACTS]
    if count > len(made) + len(others):
        raise Mistake(f"由真实清单最多做出 {len(made) + len(others)} 个不同的事项，要不了 {count} 个。")
    return [*made, *lots.sample(others, len(others))][:count]


def found(path: Path) -> Path:
    """The path, if it is there."""
    if not path.is_file():
        raise Mistake(f"找不到 {path}：这项测量要用真实清单，请把 shared/data 放在程序文件夹旁边。")
    return path
