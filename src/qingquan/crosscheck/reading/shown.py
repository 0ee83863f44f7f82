"""Rows of the comparison in words, as pairs and differences keep them to be shown."""

import re
from collections.abc import Iterable

from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.matching.twoway import Activity, Evidence, Row, SetName

Shown = dict[str, object]
TYPES = {kind.value: kind.label for kind in PowerType}
LEVELS = {level.value: level.label for level in ExerciseLevel}
MOST_ARTICLES = 8
WORDS = TYPES | LEVELS
STORED = re.compile(rf"(?<![a-z_])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![a-z_])")


def side(name: SetName, row: Row) -> Shown:
    """A row of set A, B, C or E."""
    articles = "、".join(str(each) for each in row.articles[:MOST_ARTICLES])
    told = [
        ("编码", row.code),
        ("机关", row.organ_name),
        ("出处", row.source),
        ("类型", TYPES.get(row.power_type, row.power_type)),
        ("层级", "、".join(LEVELS.get(each, each) for each in row.levels)),
        ("依据", articles + ("等" if len(row.articles) > MOST_ARTICLES else "")),
        ("内容", row.text if row.text != row.name else ""),
    ]
    return {
        "set": name.value,
        "key": row.key,
        "name": row.name,
        "told": [[term, words] for term, words in told if words],
    }


def activity(row: Activity) -> Shown:
    """A row of set D."""
    span = f"{row.first:%Y年%-m月}至{row.last:%Y年%-m月}" if row.first and row.last else ""
    told = [
        ("编码", row.code),
        ("机关", row.organ_name),
        ("办件", f"{row.cases} 件" if row.cases else ""),
        ("收费", f"{row.fees} 笔" if row.fees else ""),
        ("金额", yuan(row.fen) if row.fen else ""),
        ("用印", f"{row.seals} 次" if row.seals else ""),
        ("时间", span),
    ]
    return {
        "set": SetName.ACTIVITY.value,
        "key": row.key,
        "name": row.name,
        "told": [[term, words] for term, words in told if words],
    }


def yuan(fen: int) -> str:
    """Money in yuan with its fen: 12,345.60 元."""
    return f"{fen // 100:,}.{fen % 100:02d} 元"


def evidence(rows: Iterable[Evidence], *, turned: bool = False) -> list[Shown]:
    """What agrees and what differs, the reported side left; `turned` when it stands right in the comparison."""
    return [
        {
            "field": each.field.label,
            "left": worded(each.field.value, each.right if turned else each.left),
            "right": worded(each.field.value, each.left if turned else each.right),
            "agrees": each.agrees,
            "says": said(each.says),
        }
        for each in rows
        if each.left or each.right or each.says
    ]


def said(text: str) -> str:
    """A sentence with the stored words of types and levels as people read them."""
    return STORED.sub(lambda found: WORDS[found.group()], text)


def worded(field: str, value: str) -> str:
    """Stored words of types and levels as people read them."""
    if field == "power_type":
        return TYPES.get(value, value)
    if field == "level":
        return "、".join(LEVELS.get(part, part) for part in value.replace("、", ",").split(",") if part)
    return value
