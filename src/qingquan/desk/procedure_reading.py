"""Procedures as the desk reads them: text out of a file, what the check says, remembered by digest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qingquan.law import Refused
from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure
from qingquan.procedures.runs import Finding, NotRunnable, StepText

MOST_BYTES = 2_000_000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
UTF_8 = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Look:
    """A diagram looked at: its picture and its words as far as there are any, and the check's findings."""

    findings: tuple[Finding, ...]
    svg: str = ""
    steps: tuple[StepText, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings stop publication."""
        return sum(finding.stops for finding in self.findings)


def text_of(raw: bytes) -> str:
    """The text of a file in UTF-8 or a Chinese encoding, declared as UTF-8, which is how it is kept."""
    if len(raw) > MOST_BYTES:
        raise Refused(f"文件有 {len(raw) / 1_000_000:.1f} MB，最多 2 MB，请拆成几个事项的流程。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return tidy(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Refused("文件不是文字：请用流程编辑器导出 BPMN 2.0（.bpmn 或 .xml）后再上传。")


def tidy(xml: str) -> str:
    """One kind of line end and one declaration, so that the same diagram has the same digest from every browser."""
    return UTF_8 + DECLARATION.sub("", xml.replace("\r\n", "\n").replace("\r", "\n"), count=1)


def look(xml: str) -> Look:
    """Check, draw and tell. A file that is no diagram has findings only."""
    raw = xml.encode(errors="replace")
    findings = tuple(runs.check(raw))
    try:
        return Look(findings, runs.draw(raw), tuple(runs.tell(raw)))
    except NotRunnable:
        return Look(findings)


@lru_cache(maxsize=500)
def look_at_stored(sha256: str) -> Look:
    """The same for a stored procedure. It never changes, so what is kept can never be stale."""
    return look(StoredProcedure.objects.get(sha256=sha256).xml)


def in_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The findings as the editor in the browser wants them."""
    return [
        {
            "code": finding.code,
            "element_id": finding.element_id,
            "message": finding.message,
            "severity": finding.severity.value,
        }
        for finding in findings
    ]
