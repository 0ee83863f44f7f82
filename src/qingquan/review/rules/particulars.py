"""What a decision says beyond its code and reasons: days, documents, other items, other organs."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import Enum
from typing import Annotated, Self, get_args, get_type_hints

from qingquan.law import Refused
from qingquan.review.rules.texts import within
from qingquan.review.words import CancelGround, FailingKind, MergeGround, NewMode


@dataclass(frozen=True, slots=True)
class Part:
    """One of the sub-items a power is split into."""

    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Empty means: not stated. Which are needed is said by each decision's rule."""

    ground: Annotated[CancelGround | None, "取消的理由类别"] = None
    merge_ground: Annotated[MergeGround | None, "合并的理由类别"] = None
    into: Annotated[str, "并入事项的编码"] = ""
    parts: Annotated[tuple[Part, ...], "拆分后的子项"] = ()
    receiver: Annotated[str, "承接、受委托或者接收的机关"] = ""
    capacity: Annotated[str, "承接能力核查情况"] = ""
    staff: Annotated[int, "承接单位的承办人员数"] = 0
    period: Annotated[str, "委托期限"] = ""
    mode: Annotated[NewMode | None, "新的管理方式"] = None
    failing: Annotated[FailingKind | None, "瞒报或者漏报"] = None
    authority: Annotated[str, "作出文件的上级机关"] = ""
    document_no: Annotated[str, "文件文号"] = ""
    from_on: Annotated[date | None, "起始日期"] = None
    until_on: Annotated[date | None, "截止日期"] = None
    fix: Annotated[str, "整改要求"] = ""

    def to_json(self) -> dict[str, object]:
        """Plain values for storing; what is not stated is left out."""
        return {each.name: plain(value) for each in fields(self) if (value := getattr(self, each.name))}

    @classmethod
    def from_json(cls, kept: dict[str, object]) -> Self:
        """The particulars again."""
        hints = get_type_hints(cls)
        return cls(**{name: restored(hints[name], value) for name, value in kept.items() if name in hints})  # type: ignore[arg-type]


def plain(value: object) -> object:
    """As JSON keeps it."""
    if isinstance(value, tuple):
        return [[part.code, part.name] for part in value]
    return value.isoformat() if isinstance(value, date) else value


def restored(hint: object, value: object) -> object:
    """A value of the field's own type."""
    if isinstance(value, list):
        return tuple(Part(str(code), str(name)) for code, name in value)
    for kind in get_args(hint):
        if kind is date:
            return date.fromisoformat(str(value))
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(value)
    return value


LONGEST = {"document_no": 60, "authority": 120, "fix": 4000, "capacity": 4000}
LONGEST_OTHER = 200
MOST_STAFF = 99_999


def check_lengths(particulars: Particulars) -> None:
    """`Refused` when something is longer than what follows from the decision can keep."""
    named = labels()
    for name, kept in asdict(particulars).items():
        if isinstance(kept, str):
            within(kept, named[name], LONGEST.get(name, LONGEST_OTHER))
    if particulars.staff > MOST_STAFF:
        raise Refused(f"{named['staff']}最多填 {MOST_STAFF}，请核对。")


def labels() -> dict[str, str]:
    """What every field is called."""
    hints = get_type_hints(Particulars, include_extras=True)
    return {name: str(hint.__metadata__[0]) for name, hint in hints.items()}


def shown(particulars: Particulars) -> list[tuple[str, str]]:
    """What is stated, with its name, as people read it."""
    named = labels()
    return [
        (named[each.name], in_words(value))
        for each in fields(particulars)
        if (value := getattr(particulars, each.name))
    ]


def in_words(value: object) -> str:
    """A day, a word of ours, the parts, or a text."""
    if isinstance(value, tuple):
        return "；".join(str(part) for part in value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(getattr(value, "label", value))
