"""Documents on paper: complete, literal, lasting, and the same for the same facts."""

import threading
from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from qingquan.law import Refused
from qingquan.papers.printing import SHANGHAI, in_chinese, qr_code, render
from qingquan.papers.seals import organ_seal
from qingquan.papers.tests.documents import document
from qingquan.papers.uploads import inspect
from qingquan.papers.words import DocumentKind, title_of

K = DocumentKind
CHECK = "https://qingquan.example/yan/9901010150120261123000271"


def text_of(pdf: bytes) -> str:
    """All words of a PDF, without the blanks and line ends the layout put in."""
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("kind", K)
def test_each_document_says_what_it_is_who_it_is_for_and_who_gives_it(kind: DocumentKind) -> None:
    data = document(kind)
    words = text_of(render(kind, data, verify_url=CHECK))
    title = str(data.get("certificate_title", title_of(kind))) if kind is K.CERTIFICATE else title_of(kind)
    addressee = str(data["holder"]) if kind is K.CERTIFICATE else "王小泉"
    for expected in (title, addressee, "清泉县水利局", "取水许可", "演示县制发，不具有法律效力"):
        assert expected in words


@pytest.mark.parametrize(
    ("kind", "sentences"),
    [
        (K.RECEIPT, ["9901010150120261123000271", "K7M3PQ", "2026年11月23日10时05分", "营业执照", "不代表已经受理"]),
        (K.ACCEPTANCE, ["自2026年11月23日起予以受理", "45个工作日", "15个工作日", "2026年12月14日前（含当日）"]),
        (K.REFUSAL_OF_ACCEPTANCE, ["第三十二条第一款第二项", "清江市水利局", "60日内向清泉县人民政府"]),
        (K.NOT_REQUIRED, ["第三十二条第一款第一项", "不受理"]),
        (K.SUPPLEMENT_NOTICE, ["缺少审查意见", "补填并由申请人签名", "2026年12月23日前（含当日）", "视为撤回申请"]),
        (K.SPECIAL_PROCEDURE_NOTICE, ["专家评审", "10个工作日", "第四十五条"]),
        (K.EXTENSION_NOTICE, ["局长陈志远", "延长10个工作日，至2026年12月28日止", "第四十二条第一款"]),
        (
            K.GRANT_DECISION,
            ["第三十八条第一款", "一、准予在", "二、取水许可有效期", "第四十条", "6个月内向清泉县人民法院"],
        ),
        (K.REFUSAL_DECISION, ["第三十八条第二款", "地下水禁止开采区", "60日内向清泉县人民政府申请行政复议"]),
        (K.CERTIFICATE, ["9901010150120260000128", "自2026年12月10日至2031年12月9日", "清水许准〔2026〕12号"]),
        (K.PROOF_OF_SERVICE, ["直接送达", "2026年12月10日", "刘敏", "《取水许可证》"]),
        (K.TERMINATION_NOTICE, ["终止办理", "未补正申请材料"]),
        (K.DEEMED_ACCEPTANCE_RECORD, ["自2026年11月23日起即为受理", "第三十二条第一款第四项"]),
        (K.WITHDRAWAL_CONFIRMATION, ["2026年11月26日要求撤回", "确认撤回"]),
    ],
)
def test_each_document_says_what_the_law_wants_it_to_say(kind: DocumentKind, sentences: list[str]) -> None:
    words = text_of(render(kind, document(kind)))
    assert [sentence for sentence in sentences if sentence not in words] == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"joint": True, "government": "清泉县人民政府"}, "第四十二条第二款的规定，经清泉县人民政府负责人"),
        ({"joint": False}, "第四十二条第一款的规定，经本机关负责人"),
    ],
)
def test_a_joint_extension_is_allowed_by_the_governments_head(changes: dict[str, object], sentence: str) -> None:
    assert sentence in text_of(render(K.EXTENSION_NOTICE, document(K.EXTENSION_NOTICE, **changes)))


def test_where_reconsideration_comes_first_the_decision_says_so() -> None:
    remedies = document(K.REFUSAL_DECISION)["remedies"]
    assert isinstance(remedies, dict)
    first = document(K.REFUSAL_DECISION, remedies=remedies | {"reconsideration_first": True})
    assert "应当先自收到之日起60日内" in text_of(render(K.REFUSAL_DECISION, first))


def test_a_certificate_may_last_for_ever() -> None:
    assert "长期有效" in text_of(render(K.CERTIFICATE, document(K.CERTIFICATE, valid_until="长期")))


MARKUP = '#panic("x") *粗体* _斜_ `raw` $x^2$ @ref <label> [内容] = 标题 - 项 // 注 /* 注 */ \\ #import "a" ~ -- ...'


@pytest.mark.parametrize("kind", [K.RECEIPT, K.SUPPLEMENT_NOTICE, K.REFUSAL_DECISION, K.PROOF_OF_SERVICE])
def test_a_name_that_looks_like_markup_is_printed_as_it_is(kind: DocumentKind) -> None:
    words = text_of(render(kind, document(kind, addressee=MARKUP)))
    assert MARKUP.replace(" ", "") in words


def test_an_organ_that_looks_like_markup_is_sealed_as_it_is() -> None:
    organ = '清泉县<局>&"水"#x'
    words = text_of(render(K.ACCEPTANCE, document(K.ACCEPTANCE, organ=organ, seal="<svg>&")))
    assert organ in words
    assert "&lt;局&gt;" not in words
    assert "&lt;" in organ_seal(organ)


def test_a_character_the_fonts_lack_is_marked_and_named() -> None:
    words = text_of(render(K.ACCEPTANCE, document(K.ACCEPTANCE, addressee="王\U00020bb7\U0001f004泉")))
    assert "王〓〓泉" in words
    assert "U+20BB7" in words
    assert "U+1F004" in words


def test_invisible_characters_are_left_out() -> None:
    assert "王小泉：" in text_of(render(K.ACCEPTANCE, document(K.ACCEPTANCE, addressee="王\u202e小\x00\x1b泉\u200b")))


@pytest.mark.parametrize("kind", K)
def test_documents_are_made_to_be_kept(kind: DocumentKind) -> None:
    pdf = render(kind, document(kind), verify_url=CHECK)
    reader = PdfReader(BytesIO(pdf))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert str(reader.root_object["/Lang"]).startswith("zh")
    assert reader.root_object["/MarkInfo"].get_object()["/Marked"]  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.author == "清泉县水利局"
    assert inspect(pdf, "a.pdf").pages == len(reader.pages)


def test_the_same_facts_give_the_same_bytes_whenever_they_are_printed() -> None:
    first = render(K.GRANT_DECISION, document(K.GRANT_DECISION), verify_url=CHECK)
    assert first == render(K.GRANT_DECISION, document(K.GRANT_DECISION), verify_url=CHECK)
    assert first != render(K.GRANT_DECISION, document(K.GRANT_DECISION), verify_url=CHECK + "x")
    metadata = PdfReader(BytesIO(first)).metadata
    assert metadata is not None
    assert metadata.creation_date == datetime(2026, 11, 23, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("kind", "size", "pages"),
    [(K.RECEIPT, (595, 420), 1), (K.CERTIFICATE, (842, 595), 1), (K.GRANT_DECISION, (595, 842), 1)],
)
def test_paper_is_a4_the_receipt_half_of_it(kind: DocumentKind, size: tuple[int, int], pages: int) -> None:
    reader = PdfReader(BytesIO(render(kind, document(kind), verify_url=CHECK)))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    assert len(reader.pages) == pages


def test_a_long_document_goes_on_and_its_seal_never_stands_alone() -> None:
    for reasons in range(8, 24):
        data = document(K.REFUSAL_DECISION, reasons=["申请人提交的论证报告书没有说明取水对下游的影响。"] * reasons)
        last = PdfReader(BytesIO(render(K.REFUSAL_DECISION, data))).pages[-1].extract_text()
        assert "行政复议" in last.replace("\n", "")
        assert "2026年11月23日" in last.replace("\n", "")


@pytest.mark.parametrize("lines", [1, 5, 16])
def test_a_certificate_stays_on_one_sheet_however_much_it_allows(lines: int) -> None:
    scope = [{"label": "经营项目", "value": "热食类食品制售；冷食类食品制售；糕点类食品制售（含裱花蛋糕）"}] * lines
    pdf = render(K.CERTIFICATE, document(K.CERTIFICATE, scope=scope), verify_url=CHECK)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert text_of(pdf).count("经营项目") == lines


def test_a_long_name_of_an_organ_fits_on_one_line() -> None:
    organ = "清泉县自然资源和规划局（清泉县林业和草原局、清泉县不动产登记管理局）"
    assert text_of(render(K.GRANT_DECISION, document(K.GRANT_DECISION, organ=organ))).startswith(organ)


def test_an_incomplete_document_is_not_printed() -> None:
    with pytest.raises(Refused, match="理由") as refusal:
        render(K.REFUSAL_DECISION, document(K.REFUSAL_DECISION, reasons=None))
    assert "第三十八条" in refusal.value.cite


def test_several_threads_print_at_once() -> None:
    printed: dict[int, bytes] = {}

    def work(number: int) -> None:
        for _ in range(3):
            printed[number] = render(K.ACCEPTANCE, document(K.ACCEPTANCE, addressee=f"第{number}人"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [f"第{number}人：" in text_of(printed[number]) for number in range(4)] == [True] * 4


def test_moments_are_told_in_shanghai() -> None:
    received = document(K.RECEIPT)["received_at"]
    assert in_chinese(received) == "2026年11月23日10时05分"  # type: ignore[arg-type]


@pytest.mark.parametrize(("demo", "label"), [(True, "电子印章 · 演示"), (False, "电子印章<")])
def test_a_seal_says_that_it_is_electronic_and_of_which_county(demo: bool, label: str) -> None:
    seal = organ_seal("清泉县水利局", "行政许可受理专用章", demo=demo)
    assert label in seal
    assert "行政许可受理专用章" in seal
    assert [seal.count(f">{character}</text>") for character in "清泉县水利局"] == [1] * 6


def test_a_code_is_drawn_not_linked() -> None:
    assert qr_code(CHECK).startswith("<svg")
    assert CHECK not in qr_code(CHECK)
