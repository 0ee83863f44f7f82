"""The files made-up applicants upload: one small page for each material, saying what it stands for."""

import json
from datetime import datetime
from pathlib import Path

import typst

from qingquan.papers import files
from qingquan.papers.printing import fonts
from qingquan.people.models import Actor

TEMPLATE = Path(__file__).with_name("enclosure.typ")
NOTE = "清泉县为虚构的演示县，本页由演示数据生成"


class Sent:
    """A file as it comes from a browser."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name: str | None = name
        self.size: int | None = len(content)
        self.content = content

    def read(self) -> bytes:
        """All of it."""
        return self.content


class Enclosures:
    """Makes the pages and hands them in."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(str(TEMPLATE), font_paths=fonts(), ignore_system_fonts=True)

    def upload(self, title: str, *, item: str, applicant: str, by: Actor, at: datetime) -> int:
        """The number of the kept file."""
        data = {
            "title": title,
            "lines": [["申请事项", item], ["申请人", applicant], ["日期", f"{at.year}年{at.month}月{at.day}日"]],
            "text": f"兹提交“{title}”，内容真实、完整。",
            "note": NOTE,
        }
        page = self.compiler.compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
        assert isinstance(page, bytes)
        return files.store_file(Sent(f"{title}.pdf", page), by=by, at=at).pk
