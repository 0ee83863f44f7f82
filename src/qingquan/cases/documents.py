"""What the documents of a case say, put together from the case; the law's demands on them are `papers`' to check."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from qingquan.clock import Unit, last_day_by_date
from qingquan.papers.acts import Paper, prepare
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor
from qingquan.places.county import county_face

Row = Mapping[str, object]

YEARS = re.compile(r"(\d+)\s*年")
FOREVER = "长期"
# Remedies every unfavourable decision tells: 《行政复议法》第二十条 (60 days), 《行政诉讼法》第四十六条 (six months).
RECONSIDERATION_DAYS, SUIT_MONTHS = "60日", "6个月"


def paper(
    row: Row,
    kind: DocumentKind,
    *,
    on: date,
    by: Actor,
    certificate: tuple[str, str] | None = None,
    **own: object,
) -> Paper:
    """A document of this case, ready to be issued; `own` is what only this kind says."""
    contents: dict[str, object] = {
        "organ": row["organ_name"],
        "addressee": row["applicant_name"],
        "item": row["item_name"],
        "item_code": row["item_code"],
        "case_number": row["number"],
        "query_code": row["query_code"],
        "date": on,
        "seal": f"{row['organ_name']}行政审批专用章",
        "handler": by.name,
        "demo": county_face().demo,
    }
    return prepare(
        kind,
        organ_short_name=str(row["organ_short_name"]),
        organ_seq=str(row["organ_seq"]),
        contents=contents | own,
        on=on,
        certificate=certificate,
    )


def paragraphs(text: str) -> list[str]:
    """What an official typed, a paragraph a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def received_materials(names: Sequence[str]) -> list[dict[str, str]]:
    """Rows of the receipt; an application without enclosures is itself what came."""
    return [{"name": name} for name in names] or [{"name": "申请表（网上填报）"}]


def remedies(row: Row) -> dict[str, str]:
    """Where to ask for reconsideration or sue. 《行政复议法》第二十四条: of a vertical organ, its superior."""
    county = county_face()
    vertical = bool(row.get("organ_vertical"))
    return {
        "reconsideration_organ": f"{row['organ_name']}的上一级主管部门" if vertical else county.government,
        "reconsideration_days": RECONSIDERATION_DAYS,
        "court": f"{county.name}人民法院",
        "suit_months": SUIT_MONTHS,
    }


def bases(row: Row) -> list[str]:
    """The articles the item rests on, as the version lists them."""
    listed = row.get("bases")
    return [str(basis) for basis in listed] if isinstance(listed, list) and listed else ["《行政许可法》"]


def valid_until(validity: str, from_on: date) -> date | str:
    """The last day of a certificate: so many years as the item says, else without end."""
    years = YEARS.search(validity)
    if years is None:
        return FOREVER
    return last_day_by_date(from_on, int(years[1]), Unit.YEAR) - timedelta(days=1)
