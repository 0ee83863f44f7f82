"""No document leaves the organ without what the law wants it to say."""

from datetime import date, datetime

import pytest

from qingquan.law import Refused
from qingquan.papers.rules.contents import ELEMENTS, check_contents, elements_of
from qingquan.papers.tests.documents import REMEDIES, document
from qingquan.papers.words import DocumentKind

K = DocumentKind
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("kind", K)
def test_a_complete_document_may_be_given_out(kind: DocumentKind) -> None:
    check_contents(kind, document(kind))


@pytest.mark.parametrize(
    ("kind", "key"),
    [(kind, element.key) for kind in K for element in elements_of(kind) if not element.only_if],
)
def test_no_element_can_be_left_out_or_empty(kind: DocumentKind, key: str) -> None:
    nothings: tuple[object, ...] = (None, "", "  ", [], [""], [{}], {})
    for nothing in nothings:
        with pytest.raises(Refused, match="缺少"):
            check_contents(kind, document(kind) | {key: nothing})


@pytest.mark.parametrize(
    ("kind", "key", "names", "article"),
    [
        pytest.param(K.ACCEPTANCE, "seal", "专用印章", "第三十二条第二款", id="acceptance is sealed"),
        pytest.param(K.ACCEPTANCE, "accepted_on", "受理日期", "第三十二条第二款", id="acceptance is dated"),
        pytest.param(K.REFUSAL_OF_ACCEPTANCE, "seal", "专用印章", "第三十二条第二款", id="so is its refusal"),
        pytest.param(
            K.REFUSAL_OF_ACCEPTANCE, "competent_organ", "行政机关", "第三十二条第一款第二项", id="the right organ"
        ),
        pytest.param(K.NOT_REQUIRED, "reasons", "不需要取得", "第三十二条第一款第一项", id="why no licence is needed"),
        pytest.param(K.SUPPLEMENT_NOTICE, "gaps", "全部内容", "第三十二条第一款第四项", id="all gaps"),
        pytest.param(K.SPECIAL_PROCEDURE_NOTICE, "time_needed", "所需时间", "第四十五条", id="the time needed"),
        pytest.param(K.EXTENSION_NOTICE, "reasons", "理由", "第四十二条", id="why longer"),
        pytest.param(K.EXTENSION_NOTICE, "approved_by", "负责人", "第四十二条", id="who allowed it"),
        pytest.param(K.REFUSAL_DECISION, "reasons", "理由", "第三十八条第二款", id="a refusal says why"),
        pytest.param(K.REFUSAL_DECISION, "remedies", "行政复议", "第三十八条第二款", id="a refusal names the remedies"),
        pytest.param(K.CERTIFICATE, "seal", "印章", "第三十九条", id="a certificate is sealed"),
        pytest.param(K.PROOF_OF_SERVICE, "signed_by", "签名", "《民事诉讼法》第八十七条", id="service is signed"),
        pytest.param(K.DEEMED_ACCEPTANCE_RECORD, "accepted_on", "受理日期", "第三十二条第一款第四项", id="silence"),
    ],
)
def test_the_missing_element_is_named_with_its_article(kind: DocumentKind, key: str, names: str, article: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_contents(kind, document(kind, **{key: None}))
    assert names in refusal.value.why
    assert article in refusal.value.cite


@pytest.mark.parametrize("kind", K)
def test_every_document_is_dated(kind: DocumentKind) -> None:
    for nothing in (None, "2026年11月23日", datetime(2026, 11, 23, tzinfo=None)):  # noqa: DTZ001
        with pytest.raises(Refused, match="成文日期"):
            check_contents(kind, document(kind) | {"date": nothing})


@pytest.mark.parametrize("key", REMEDIES)
def test_remedies_name_both_ways_and_both_periods(key: str) -> None:
    remedies = {name: value for name, value in REMEDIES.items() if name != key}
    with pytest.raises(Refused, match="行政复议"):
        check_contents(K.REFUSAL_DECISION, document(K.REFUSAL_DECISION, remedies=remedies))


@pytest.mark.parametrize(
    ("kind", "fact", "key", "value", "article"),
    [
        pytest.param(
            K.REFUSAL_DECISION, "on_inspection", "standards", ["GB 50288—2018"], "第五十五条", id="a test failed"
        ),
        pytest.param(
            K.EXTENSION_NOTICE, "joint", "government", "清泉县人民政府", "第四十二条第二款", id="joint handling"
        ),
        pytest.param(K.PROOF_OF_SERVICE, "left_behind", "witness", "石门村委会 李强", "第八十九条", id="left behind"),
        pytest.param(K.PROOF_OF_SERVICE, "electronic", "consent", "送达地址确认书", "第九十条", id="by message"),
    ],
)
def test_some_elements_are_required_only_then(
    kind: DocumentKind, fact: str, key: str, value: object, article: str
) -> None:
    check_contents(kind, document(kind, **{fact: False}))
    with pytest.raises(Refused, match="缺少") as refusal:
        check_contents(kind, document(kind, **{fact: True}))
    assert article in refusal.value.cite
    check_contents(kind, document(kind, **{fact: True, key: value}))


def test_silence_accepts_from_the_day_of_receipt_and_no_other() -> None:
    late = document(K.DEEMED_ACCEPTANCE_RECORD, accepted_on=date(2026, 12, 1))
    with pytest.raises(Refused, match="收到申请材料之日"):
        check_contents(K.DEEMED_ACCEPTANCE_RECORD, late)


def test_a_moment_of_receipt_without_time_zone_is_none() -> None:
    with pytest.raises(Refused, match="收件时间"):
        check_contents(K.RECEIPT, document(K.RECEIPT, received_at=datetime(2026, 11, 23, 10, 5)))  # noqa: DTZ001


@pytest.mark.parametrize("end", [date(2031, 12, 9), "长期"])
def test_a_certificate_ends_on_a_day_or_never(end: object) -> None:
    check_contents(K.CERTIFICATE, document(K.CERTIFICATE, valid_until=end))
    with pytest.raises(Refused, match="有效期截止"):
        check_contents(K.CERTIFICATE, document(K.CERTIFICATE, valid_until="五年"))


def test_every_duty_named_here_is_in_the_law() -> None:
    cited = [element.citation(DAY) for elements in ELEMENTS.values() for element in elements]
    assert all(cite == "" or cite.startswith("《") for cite in cited)
    assert len([cite for cite in cited if "行政许可法" in cite]) > 20
