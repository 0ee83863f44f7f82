"""Materials an organ asks for though the county itself issues or shares them.

What the government issued and can look up itself is not asked for again (国务院关于在线政务服务的若干规定).
A material's name is compared with the names of results of the county's items; an item's own earlier certificate,
which a renewal takes back, is told apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Words around the name of a certificate that say how it is handed in, not which it is.
AROUND = re.compile(r"原件|复印件|扫描件|电子证照|正本|副本|正副本|及其|（[^）]*）|\([^)]*\)|\s|[、，,]")
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A material as an item asks for it."""

    item: str
    item_name: str
    organ: str
    name: str
    shared: bool = False
    government: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """A result some item of the county gives out."""

    item: str
    item_name: str
    organ_name: str
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A material that need not be asked for, who has it, and what to do instead."""

    asked: Asked
    issuers: tuple[Issued, ...]
    own: bool
    """The item itself issues it: an earlier certificate is taken back or looked up in the organ's own records."""

    @property
    def advice(self) -> str:
        """What to do instead, in a sentence."""
        if self.own:
            return "本事项自己核发，由本机关查询底册，不再要求提交；需要收回原证的写明“交回”。"
        if self.asked.shared:
            return "已标明可以共享取得，窗口查询后免提交，请从必要材料中删去。"
        named = "、".join(dict.fromkeys(each.organ_name for each in self.issuers))
        return f"由{named}核发，改为系统查询或者部门间核验，不再要求申请人提交。"


def bare(name: str) -> str:
    """The name of a certificate without how it is handed in: 取水许可证（副本）复印件 is 取水许可证."""
    return AROUND.sub("", name)


def findings(asked: Iterable[Asked], issued: Sequence[Issued]) -> Iterator[Finding]:
    """Materials whose bare name holds, or is, the name of something the county issues."""
    named = by_name(issued)
    for each in asked:
        found = issuers_of(bare(each.name), named)
        if found:
            others = tuple(one for one in found if one.item != each.item)
            yield Finding(each, others or found, own=not others)


def by_name(issued: Iterable[Issued]) -> Mapping[str, list[Issued]]:
    """Results by their bare names; very short ones say too little to be recognised inside another name."""
    named: dict[str, list[Issued]] = {}
    for each in issued:
        if len(key := bare(each.name)) >= SHORTEST:
            named.setdefault(key, []).append(each)
    return named


def issuers_of(name: str, named: Mapping[str, list[Issued]]) -> tuple[Issued, ...]:
    """Who issues what this name ends with; the longest name decides (建筑工程施工许可证 before 施工许可证)."""
    fitting = [name[start:] for start in range(len(name) - SHORTEST + 1) if name[start:] in named]
    return tuple(named[fitting[0]]) if fitting else ()
