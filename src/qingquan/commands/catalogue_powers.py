"""A list of powers in any body's columns, read for comparison: which columns say what."""

from collections.abc import Mapping, Sequence

from qingquan.commands import Mistake
from qingquan.matching.overlaps import Power
from qingquan.matching.overlaps.facts import articles_in

# What a column is called in the lists of different bodies, the best first. Columns that carry the upper
# catalogue's code or name (catalog_code, parent_catalog_code, catalog_name, matter_name) are not among
# them: the test must find from an item's own content what they would give away.
CODES = ("task_code", "item_code", "code", "事项编码", "实施编码", "编码", "权力编码")
NAMES = ("task_name", "name", "事项名称", "权力名称", "名称", "项目名称")
ORGANS = ("dept_name", "department", "organ", "实施主体", "实施机关", "行使主体", "部门")
TYPES = ("task_type", "task_type_by_GBT39046", "power_type", "事项类型", "权力类型", "类型")
BASES = ("legal_bases", "legal_basis", "实施依据", "设定依据", "法律依据", "依据")
MATERIALS = ("materials", "申请材料", "材料")
OBJECTS = ("service_objects", "服务对象", "相对人")
THEMES = ("themes", "服务主题", "主题")
CONDITIONS = ("accept_condition", "conditions", "受理条件", "办理条件", "条件")
DAYS = ("statutory_days", "legal_days", "法定办结时限", "法定期限")
UNITS = ("statutory_unit", "legal_unit", "法定期限单位")

Cells = Mapping[str, str]
# The heading is looked for in so many rows.
HEADED = 20


def power_of(cells: Cells, code: str) -> Power:
    """The power a row tells of. `code` is taken as the row's name only."""
    return Power(
        code=code,
        name=first(cells, NAMES),
        organ=first(cells, ORGANS),
        power_type=first(cells, TYPES),
        articles=tuple(articles_in(first(cells, BASES))),
        materials=parted(first(cells, MATERIALS)),
        service_objects=parted(first(cells, OBJECTS)),
        themes=parted(first(cells, THEMES)),
        conditions=first(cells, CONDITIONS),
        days=first(cells, DAYS) + first(cells, UNITS),
    )


def powers_of(rows: Sequence[Sequence[str]], file: str) -> list[Power]:
    """The powers of a list; titles above the heading are passed over. A `Mistake` names the column that is missing."""
    top = next((at for at, cells in enumerate(rows[:HEADED]) if any(cell.strip() in NAMES for cell in cells)), None)
    if top is None:
        raise Mistake(f"“{file}”的前 {HEADED} 行里没有事项名称列，应有其中之一：{'、'.join(NAMES)}。")
    heading = [cell.strip() for cell in rows[top]]
    if not any(each in CODES for each in heading):
        raise Mistake(f"“{file}”里没有事项编码列，应有其中之一：{'、'.join(CODES)}。")
    read = (
        (line, dict(zip(heading, cells, strict=False))) for line, cells in enumerate(rows[top + 1 :], start=top + 2)
    )
    return [power_of(cells, first(cells, CODES) or f"第{line}行") for line, cells in read if first(cells, NAMES)]


def first(cells: Cells, columns: Sequence[str]) -> str:
    """What stands in the first of these columns that says anything."""
    for each in columns:
        if value := (cells.get(each) or "").strip():
            return value
    return ""


def parted(value: str) -> tuple[str, ...]:
    """Several values of one cell."""
    return tuple(filter(None, map(str.strip, value.replace("；", "|").replace("\n", "|").split("|"))))
