"""The demonstration's part of exchange and the base catalogue: rows answered, left open, and changed from above."""

from datetime import date

from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck import acts as crosscheck
from qingquan.crosscheck.models import BaseRow
from qingquan.crosscheck.reading.lists import BaseTold, Told
from qingquan.crosscheck.words import BaseSource
from qingquan.demo.cast import Cast
from qingquan.demo.listing import at
from qingquan.exchange import acts
from qingquan.exchange.models import Claim
from qingquan.exchange.words import ClaimState

SEEN, ANSWERED, RENEWED = date(2026, 10, 15), date(2026, 10, 20), date(2026, 11, 18)
NARROWED = "河道管理范围内特定活动审批"
REASON = "本县没有这类管理对象，由上级直接行使。（演示）"


def furnish(cast: Cast) -> None:
    """The lists the two-way check brought in are seen; one open row is answered with a reason, the rest wait."""
    if not BaseRow.objects.exists():
        return
    acts.see(at=at(SEEN, 9))
    open_rows = Claim.objects.filter(state=ClaimState.UNCLAIMED, organ__isnull=False).select_related("organ")
    organs = {organ.pk: key for key, organ in cast.organs.items()}
    for claim in open_rows.order_by("base_row__base_code")[:1]:
        admin = cast.official(f"{organs[claim.organ_id]}.catalogue_admin", ANSWERED) if claim.organ_id else None
        if admin is not None:
            acts.set_aside(claim, reason=REASON, by=admin, at=at(ANSWERED, 10))
    renew(cast)


def renew(cast: Cast) -> None:
    """The province says of one item which part of it is the counties': what changed waits for the bureau to note."""
    row = BaseRow.objects.filter(source=BaseSource.PROVINCE, name=NARROWED).first()
    if row is None:
        return
    says = BaseTold(
        code=row.base_code,
        name=row.name,
        power_type=PowerType(row.power_type),
        levels=tuple(ExerciseLevel(level) for level in row.levels),
        department=row.competent_department,
        bases=tuple(row.bases),
        content="县级管理的河道（演示）",
    )
    crosscheck.import_base(
        [Told(2, row.base_code, row.name, says)],
        source=BaseSource.PROVINCE,
        whole=False,
        name="省级基本目录更新（演示）.csv",
        sha256="9" * 64,
        by=cast.official("bianban.campaign_office", RENEWED),
        at=at(RENEWED, 9),
    )
    acts.see(at=at(RENEWED, 10))
