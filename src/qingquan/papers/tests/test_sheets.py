"""Papers that belong to no case: same data, same bytes; nothing is read as markup; no seal stands alone."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from qingquan.papers.sheets import Block, Sheet, plain, printed

SHEET = Sheet(
    organ="清泉县林业局",
    number="清林委〔2026〕1号",
    title="行政权力委托书",
    on=date(2026, 3, 2),
    blocks=(Block(heading="一、事项"), Block("林木采伐。"), Block(columns=("事项", "编码"), rows=(("甲", "1"),))),
    demo=True,
)


def test_the_same_sheet_is_the_same_file() -> None:
    assert printed(plain(SHEET)) == printed(plain(SHEET))
    assert printed(plain(SHEET)).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["#panic()", "*粗* _斜_ $x$", "= 标题", '"); #read("/etc/passwd")', "<标签> @引用"])
def test_nothing_in_it_is_read_as_markup(text: str) -> None:
    assert printed(plain(replace(SHEET, blocks=(Block(text), Block(columns=("列",), rows=((text,),))))))


def test_without_a_seal_and_with_an_address() -> None:
    assert printed(plain(replace(SHEET, sealed=False)), verify_url="https://example.org/deeds/") != printed(
        plain(SHEET)
    )


@pytest.mark.parametrize("paragraphs", range(8, 24))
def test_no_seal_stands_on_a_page_of_its_own(paragraphs: int) -> None:
    blocks = (*(Block("本委托书由委托机关公布。" * 5) for _ in range(paragraphs)), Block("最后一句。"))
    pages = PdfReader(BytesIO(printed(plain(replace(SHEET, blocks=blocks))))).pages
    assert "最后一句" in pages[-1].extract_text()
