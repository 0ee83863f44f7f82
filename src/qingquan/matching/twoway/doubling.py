"""B∩B': powers that two organs report. The overlap test finds them; here is decided which are a difference."""

from collections.abc import Iterator, Sequence

from qingquan.matching.overlaps import Power, overlaps
from qingquan.matching.twoway.differences import doubled
from qingquan.matching.twoway.sides import Difference, Progress, Remembered, Row, Tell

# Organs that do the same, each in its own place, do not double one another.
LOCAL = ("镇", "乡", "街道", "村", "社区", "镇人民政府", "乡人民政府", "街道办事处", "村民委员会", "居民委员会")
TOLD_EVERY = 200


def between_organs(rows: Sequence[Row], remembered: Remembered, tell: Tell) -> Iterator[Difference]:
    """The powers that two organs report, but for those a reviewer parted."""

    def heard(done: int, total: int) -> None:
        if done % TOLD_EVERY == 0:
            tell(Progress("部门之间交叉重复", done, total))

    for found in overlaps((_power(str(number), row) for number, row in enumerate(rows)), tell=heard):
        one, other = rows[int(found.code_a)], rows[int(found.code_b)]
        apart = one.organ == other.organ or (_local(one) and _local(other))
        if not apart and remembered.says(one, other) is not False:
            yield doubled(one, other, found)


def _local(row: Row) -> bool:
    return row.organ_name.endswith(LOCAL)


def _power(code: str, row: Row) -> Power:
    return Power(
        code=code,
        name=row.name,
        organ=row.organ_name,
        power_type=row.power_type,
        articles=tuple(map(str, row.articles)),
        materials=row.materials,
        service_objects=row.service_objects,
        conditions=row.conditions,
    )
