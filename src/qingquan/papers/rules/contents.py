"""What each document must say before it may be given out, and by which article.

A document's data is a mapping from the keys named here to texts, days and lists; the
templates print the same keys. Keys that are not required may be there as well.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qingquan.law import Refused, duty
from qingquan.papers.words import DocumentKind, title_of

Data = Mapping[str, object]


def is_text(value: object) -> bool:
    """Words that say something; a number object counts by how it is written."""
    if type(value) is str:
        return not value.isspace() and value != ""
    return value is not None and not isinstance(value, date | Mapping | list | tuple) and bool(str(value).strip())


def is_day(value: object) -> bool:
    """A day; a moment is no day."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_moment(value: object) -> bool:
    """A moment whose time zone is known."""
    return isinstance(value, datetime) and value.tzinfo is not None


def is_list(value: object) -> bool:
    """At least one text, and none of them empty."""
    return isinstance(value, Sequence) and not isinstance(value, str) and bool(value) and all(map(is_text, value))


def rows_with(*keys: str) -> Callable[[object], bool]:
    """At least one row, each with a text under every one of the keys."""

    def holds(value: object) -> bool:
        rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        return bool(rows) and all(
            isinstance(row, Mapping) and all(is_text(row.get(key)) for key in keys) for row in rows
        )

    return holds


def is_remedies(value: object) -> bool:
    """Where and within what time one may ask for reconsideration or sue; see `REMEDY_KEYS`."""
    return isinstance(value, Mapping) and all(is_text(value.get(key)) for key in REMEDY_KEYS)


REMEDY_KEYS = ("reconsideration_organ", "reconsideration_days", "court", "suit_months")


@dataclass(frozen=True, slots=True)
class Element:
    """Something a document must contain.

    `duty` names the duty of the licensing law it rests on; `cite` a provision of another statute.
    Neither, when it is this county's own rule of good order.
    """

    key: str
    label: str
    duty: str = ""
    cite: str = ""
    holds: Callable[[object], bool] = is_text
    only_if: str = ""
    """The key that must be true for the element to be required."""

    def citation(self, on: date) -> str:
        """The provision as it stood on the day of the document."""
        return duty("licensing", self.duty, on=on).cite if self.duty else self.cite


SERVICE = "《民事诉讼法》第八十七条"
PROOF = "written_proof_of_acceptance"

# What every document says: who says it to whom, about what, and when.
COMMON = (
    Element("organ", "行政机关名称"),
    Element("addressee", "申请人"),
    Element("item", "事项名称"),
    Element("case_number", "办件编号"),
)
NUMBERED = Element("number", "文书文号")
SEAL_OF_ACCEPTANCE = Element("seal", "本行政机关专用印章", duty=PROOF)
REASONS = Element("reasons", "理由", holds=is_list)

ELEMENTS: Mapping[DocumentKind, tuple[Element, ...]] = {
    DocumentKind.RECEIPT: (
        Element("received_at", "收件时间", holds=is_moment),
        Element("query_code", "查询码"),
        Element("materials", "收到的材料", holds=rows_with("name")),
    ),
    DocumentKind.ACCEPTANCE: (
        NUMBERED,
        Element("received_on", "收到申请材料的日期", holds=is_day),
        Element("accepted_on", "受理日期", duty=PROOF, holds=is_day),
        SEAL_OF_ACCEPTANCE,
    ),
    DocumentKind.REFUSAL_OF_ACCEPTANCE: (
        NUMBERED,
        REASONS,
        Element("competent_organ", "应当向其申请的行政机关", duty="not_our_power"),
        SEAL_OF_ACCEPTANCE,
    ),
    DocumentKind.NOT_REQUIRED: (
        NUMBERED,
        Element("reasons", "不需要取得行政许可的理由", duty="not_required", holds=is_list),
    ),
    DocumentKind.SUPPLEMENT_NOTICE: (
        NUMBERED,
        Element("gaps", "需要补正的全部内容", duty="one_time_notice", holds=rows_with("material", "problem")),
        Element("reply_by", "补正期限", holds=is_day),
        Element("consequence", "逾期不补正的后果"),
        Element("seal", "行政机关印章"),
    ),
    DocumentKind.SPECIAL_PROCEDURE_NOTICE: (
        NUMBERED,
        Element("procedure", "特别程序的种类", duty="uncounted_time_told"),
        Element("time_needed", "所需时间", duty="uncounted_time_told"),
        Element("from_on", "开始日期", holds=is_day),
        Element("seal", "行政机关印章"),
    ),
    DocumentKind.EXTENSION_NOTICE: (
        NUMBERED,
        Element("reasons", "延长期限的理由", duty="extension", holds=is_list),
        Element("approved_by", "批准延长的负责人", duty="extension"),
        Element("extension", "延长的时间", duty="extension"),
        Element("due_on", "延长后的期限", holds=is_day),
        Element("government", "批准延长的本级人民政府", duty="joint_extension", only_if="joint"),
        Element("seal", "行政机关印章"),
    ),
    DocumentKind.GRANT_DECISION: (
        NUMBERED,
        Element("granted", "准予许可的内容", duty="grant", holds=is_list),
        Element("basis", "许可依据", duty="grant", holds=is_list),
        Element("seal", "行政机关印章", duty="grant"),
    ),
    DocumentKind.REFUSAL_DECISION: (
        NUMBERED,
        Element("reasons", "不予许可的理由", duty="refusal_reasons", holds=is_list),
        Element("basis", "不予许可的依据", duty="refusal_reasons", holds=is_list),
        Element(
            "standards", "所依据的技术标准、技术规范", duty="technical_refusal", holds=is_list, only_if="on_inspection"
        ),
        Element("remedies", "申请行政复议或者提起行政诉讼的权利", duty="refusal_reasons", holds=is_remedies),
        Element("seal", "行政机关印章"),
    ),
    DocumentKind.CERTIFICATE: (
        Element("certificate_number", "证件编号"),
        Element("holder", "被许可人", duty="certificate"),
        Element("scope", "许可内容", duty="certificate", holds=rows_with("label", "value")),
        Element("valid_from", "有效期起始日期", holds=is_day),
        Element("valid_until", "有效期截止日期或者“长期”", holds=lambda value: is_day(value) or value == "长期"),
        Element("seal", "行政机关印章", duty="certificate"),
    ),
    DocumentKind.PROOF_OF_SERVICE: (
        NUMBERED,
        Element("documents", "送达的文书", cite=SERVICE, holds=rows_with("title")),
        Element("way", "送达方式", cite=SERVICE),
        Element("place", "送达地点"),
        Element("served_on", "收到日期", cite=SERVICE, holds=is_day),
        Element("signed_by", "受送达人的签名或者盖章", cite=SERVICE),
        Element("servers", "送达人", holds=is_list),
        Element("witness", "见证人或者拍照、录像的记录", cite="《民事诉讼法》第八十九条", only_if="left_behind"),
        Element("consent", "同意电子送达的记录", cite="《民事诉讼法》第九十条第一款", only_if="electronic"),
    ),
    DocumentKind.TERMINATION_NOTICE: (NUMBERED, REASONS, Element("seal", "行政机关印章")),
    DocumentKind.DEEMED_ACCEPTANCE_RECORD: (
        NUMBERED,
        Element("received_on", "收到申请材料的日期", duty="silence_accepts", holds=is_day),
        Element("notice_due_on", "告知补正的最后日期", duty="silence_accepts", holds=is_day),
        Element("accepted_on", "受理日期", duty="silence_accepts", holds=is_day),
    ),
    DocumentKind.WITHDRAWAL_CONFIRMATION: (NUMBERED, Element("withdrawn_on", "撤回日期", holds=is_day)),
    DocumentKind.CLEARING_DECISION: (
        NUMBERED,
        Element("decision", "决定"),
        Element("basis", "依据", holds=is_list),
        REASONS,
        Element("effect", "效力"),
        Element("objection", "部门提出异议的权利"),
        Element("seal", "行政机关印章"),
    ),
    DocumentKind.EVALUATION_REPORT: (
        NUMBERED,
        Element("question", "论证事由"),
        Element("scores", "各方面的平均分", holds=rows_with("dimension", "mean")),
        Element("experts", "评分的专家人数"),
        Element("conclusion", "论证结论"),
        Element("seal", "行政机关印章"),
    ),
}


def elements_of(kind: DocumentKind) -> tuple[Element, ...]:
    """Everything a document of that kind must contain, the common part first."""
    return COMMON + ELEMENTS[kind]


def check_contents(kind: DocumentKind, data: Data) -> None:
    """Refuse a document that leaves out what it must say, naming the first such thing and its article."""
    on = data.get("date")
    if not isinstance(on, date) or not is_day(on):
        raise _missing(kind, "成文日期", "")
    for element in elements_of(kind):
        if element.only_if and not data.get(element.only_if):
            continue
        if not element.holds(data.get(element.key)):
            raise _missing(kind, element.label, element.citation(on))
    if kind is DocumentKind.DEEMED_ACCEPTANCE_RECORD and data["accepted_on"] != data["received_on"]:
        cite = duty("licensing", "silence_accepts", on=on).cite
        raise Refused("逾期不告知的，受理日期应为收到申请材料之日。", cite)


def _missing(kind: DocumentKind, label: str, cite: str) -> Refused:
    return Refused(f"{title_of(kind)}缺少“{label}”，不能制发。", cite)
