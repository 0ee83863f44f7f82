"""Small logs written for a test, and the way to the real ones."""

import gzip
from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "eventlogs"
real_logs = pytest.mark.skipif(not REAL.is_dir(), reason="the real event logs are not beside the checkout (../shared)")

MAP = """
calendar = "cn"

[columns]
case = "case:编号"
activity = "环节"
at = "时间"
person = "办理人"

[case]
organ = "case:机关"
outcome = { activity = "受理" }
accepted = { activity = "受理" }
ended = { activity = ["决定", "撤回"], last = true }
promised = { days = 10, after = "accepted" }
legal = { column = "case:法定到期" }
gaps = "补正告知"

[order]
before = [["受理", "决定"]]
"""

HEADER = "case:编号,case:机关,case:法定到期,环节,时间,办理人\n"

ROWS = """A-1,水利局,2026-03-30,收件,2026-03-02 09:00,王芳
A-1,水利局,2026-03-30,受理,2026/3/3 10:00,王芳
A-1,水利局,2026-03-30,决定,2026年3月17日,赵刚
A-2,"水利局, 北区",2026-03-30,收件,2026-03-02T09:00:00+08:00,王芳
A-2,"水利局, 北区",2026-03-30,补正告知,2026-03-04 09:00,王芳
A-2,"水利局, 北区",2026-03-30,补正告知,2026-03-06 09:00,王芳
A-2,"水利局, 北区",2026-03-30,决定,2026-03-31 09:00,赵刚
"""


def write_map(folder: Path, text: str = MAP) -> str:
    """The path of a map with that text."""
    path = folder / "county.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def write_log(folder: Path, text: str, *, name: str = "log.csv", encoding: str = "utf-8") -> Path:
    """The path of a log with that text, packed when the name ends in .gz."""
    path = folder / name
    data = text.encode(encoding)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def xes(*, namespace: str = "", before: str = "") -> str:
    """The rows above as XES."""
    traces: dict[str, list[list[str]]] = {}
    for row in ROWS.replace('"水利局, 北区"', "水利局（北区）").splitlines():
        values = row.split(",")
        traces.setdefault(values[0], []).append(values)
    text = f'<?xml version="1.0" encoding="UTF-8"?>{before}<log{namespace}><global scope="event"/>'
    for number, rows in traces.items():
        text += f'<trace><string key="编号" value="{number}"/><string key="机关" value="{rows[0][1]}"/>'
        text += f'<date key="法定到期" value="{rows[0][2]}"/>'
        for _, _, _, activity, at, person in rows:
            text += f'<event><string key="环节" value="{activity}"><string key="详" value="x"/></string>'
            text += f'<date key="时间" value="{at}"/><string key="办理人" value="{person}"/></event>'
        text += "</trace>"
    return text + "</log>"
