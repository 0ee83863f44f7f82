"""The documents an organ gives out in a case, and what they are called."""

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """A kind of document (文书) of the licence procedure."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    REFUSAL_OF_ACCEPTANCE = "refusal_of_acceptance"
    NOT_REQUIRED = "not_required"
    SUPPLEMENT_NOTICE = "supplement_notice"
    SPECIAL_PROCEDURE_NOTICE = "special_procedure_notice"
    EXTENSION_NOTICE = "extension_notice"
    GRANT_DECISION = "grant_decision"
    REFUSAL_DECISION = "refusal_decision"
    CERTIFICATE = "certificate"
    PROOF_OF_SERVICE = "proof_of_service"
    TERMINATION_NOTICE = "termination_notice"
    DEEMED_ACCEPTANCE_RECORD = "deemed_acceptance_record"
    WITHDRAWAL_CONFIRMATION = "withdrawal_confirmation"
    CLEARING_DECISION = "clearing_decision"
    EVALUATION_REPORT = "evaluation_report"


@dataclass(frozen=True, slots=True)
class Naming:
    """What a kind of document is called, and its two characters in a document number."""

    title: str
    code: str


NAMES: dict[DocumentKind, Naming] = {
    DocumentKind.RECEIPT: Naming("收件回执", "许收"),
    DocumentKind.ACCEPTANCE: Naming("受理通知书", "许受"),
    DocumentKind.REFUSAL_OF_ACCEPTANCE: Naming("不予受理决定书", "许拒"),
    DocumentKind.NOT_REQUIRED: Naming("不受理告知书", "许免"),
    DocumentKind.SUPPLEMENT_NOTICE: Naming("一次性补正告知书", "许补"),
    DocumentKind.SPECIAL_PROCEDURE_NOTICE: Naming("特别程序时间告知书", "许特"),
    DocumentKind.EXTENSION_NOTICE: Naming("延长期限告知书", "许延"),
    DocumentKind.GRANT_DECISION: Naming("准予行政许可决定书", "许准"),
    DocumentKind.REFUSAL_DECISION: Naming("不予行政许可决定书", "许否"),
    DocumentKind.CERTIFICATE: Naming("行政许可证", "许证"),
    DocumentKind.PROOF_OF_SERVICE: Naming("送达回证", "许达"),
    DocumentKind.TERMINATION_NOTICE: Naming("终止办理告知书", "许终"),
    DocumentKind.DEEMED_ACCEPTANCE_RECORD: Naming("视为受理记录", "许视"),
    DocumentKind.WITHDRAWAL_CONFIRMATION: Naming("撤回确认", "许撤"),
    DocumentKind.CLEARING_DECISION: Naming("清理审核决定书", "清决"),
    DocumentKind.EVALUATION_REPORT: Naming("评估论证报告", "清论"),
}


def title_of(kind: DocumentKind) -> str:
    """The Chinese title printed at the head of the document."""
    return NAMES[kind].title


def kind_of_code(code: str) -> DocumentKind | None:
    """The kind whose document numbers carry `code`; None when no kind does."""
    return next((kind for kind, naming in NAMES.items() if naming.code == code), None)
