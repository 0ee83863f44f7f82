"""Reading a spreadsheet apart from the server: whatever it holds, the pages of others are not slower for it."""

import json
import os
import subprocess
import sys
import threading

from qingquan.campaign.sheets.shape import MOST_BYTES, Opened, Remark, SheetRow
from qingquan.law import Refused

OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
# An encrypted workbook is an OLE file that holds a stream of this name.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SECONDS = 30
# Two at a time in each process of the server; who comes third is asked to wait.
_room = threading.BoundedSemaphore(2)
WAIT_SECONDS = 10


def open_sheet(raw: bytes, name: str) -> Opened:
    """The rows of a spreadsheet; `Refused` when it is none, is locked, too large, or takes too long."""
    check_kind(raw, name)
    if not _room.acquire(timeout=WAIT_SECONDS):
        raise Refused("正在读取别的表格，请过一会儿再传。")
    try:
        return opened(run(raw, name))
    finally:
        _room.release()


def check_kind(raw: bytes, name: str) -> None:
    """What the first bytes say, before anything is unpacked."""
    if not raw:
        raise Refused(f"“{name}”是空文件，请重新选择。")
    if len(raw) > MOST_BYTES:
        raise Refused(
            f"“{name}”有 {len(raw) / 1024 / 1024:.1f} MB，最多 {MOST_BYTES // 1024 // 1024} MB，请分成几份报送。"
        )
    if raw.startswith(OLE):
        locked = ENCRYPTED in raw
        raise Refused(
            f"“{name}”设有打开密码，请去掉密码后再传。" if locked else f"“{name}”是旧版 .xls，请另存为 .xlsx 后再传。"
        )
    if not raw.startswith(ZIP):
        raise Refused(f"“{name}”不是 XLSX 表格，请用从系统下载的模板填写后再传。")


def run(raw: bytes, name: str) -> dict[str, object]:
    """The child's answer."""
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-m", "qingquan.campaign.sheets.child", name]
    # Without its settings the child could not reach the database even if the file made it try.
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise Refused(f"读取“{name}”超过 {SECONDS} 秒，请删除多余的内容，或者分成几份报送。") from None
    if done.returncode:
        raise Refused(f"“{name}”太复杂，读不完，请只保留模板里的工作表后再传。")
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def opened(answer: dict[str, object]) -> Opened:
    """The answer as the parent knows it."""
    if "refused" in answer:
        raise Refused(str(answer["refused"]))
    found = answer["opened"]
    assert isinstance(found, dict)
    rows = tuple(SheetRow(**row | {"remarks": remarks(row["remarks"])}) for row in found["rows"])
    return Opened(found["mark"], rows, remarks(found["remarks"]))


def remarks(rows: list[dict[str, object]]) -> tuple[Remark, ...]:
    """Remarks as they were before they were JSON."""
    return tuple(Remark(**row) for row in rows)  # type: ignore[arg-type]
