"""Whether a PDF still is what an organ signed; asks nobody but the certificates it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from qingquan.law import Refused
from qingquan.papers.authority import AUTHORITY_FILE
from qingquan.papers.uploaded_pdf import BROKEN, opened


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What the check found. `says` is one Chinese sentence for the public page.

    `intact`: not a byte was changed or added since the signature. `valid`: intact,
    and signed with a certificate this county trusts. `signed_at` is the signer's own word.
    """

    valid: bool
    intact: bool
    signer: str
    signed_at: datetime | None
    says: str


def trusted_in(folder: Path) -> list[x509.Certificate]:
    """The root certificate left in a folder by `authority.make_demo_authority`, or put there by the county."""
    return [x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())]


def verify(pdf: bytes, trusted: Sequence[x509.Certificate]) -> SignatureReport:
    """Check the one signature of a document against the trusted roots. Never raises over what the file holds."""
    try:
        signatures = opened(pdf).embedded_regular_signatures
        if not signatures:
            return _failed("文件上没有电子签名。")
        if len(signatures) > 1:
            return _failed("文件上有不止一个电子签名，不是本县制发的文书。")
        return _judged(signatures[0], trusted)
    except (*BROKEN, Refused, SignatureValidationError):
        return _failed("文件已损坏或者被改动，无法核验。")


def _failed(says: str) -> SignatureReport:
    return SignatureReport(valid=False, intact=False, signer="", signed_at=None, says=says)


def _judged(signature: EmbeddedPdfSignature, trusted: Sequence[x509.Certificate]) -> SignatureReport:
    signed_at = signature.self_reported_timestamp
    # Judged as of the moment of signing: a certificate that ran out later does not undo a document.
    roots = list(load_certs_from_pemder_data(b"".join(root.public_bytes(Encoding.PEM) for root in trusted)))
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=signed_at)
    status: PdfSignatureStatus = validate_pdf_signature(signature, context)
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE and _is_filled_up_with_nothing(
        signature.pkcs7_content
    )
    intact = bool(status.intact and status.valid and whole)
    valid = bool(intact and status.bottom_line)
    if valid:
        says = "文件自签名后没有任何改动，签名有效。"
    elif intact:
        says = "文件自签名后没有改动，但签名证书不受本县信任，不能认定由本县制发。"
    else:
        says = "文件在签名后被改动过，不能作为凭证。"
    subject = status.signing_cert.subject.native
    return SignatureReport(valid, intact, str(subject.get("common_name", "")), signed_at, says)


def _is_filled_up_with_nothing(content: bytes) -> bool:
    """The room kept for a signature is outside of what it covers: behind the signature it must be zeros."""
    # DER: a tag, then the length, short in one byte or long in as many as its low bits say.
    long_form = content[1] & 0x7F if content[1] & 0x80 else 0
    length = int.from_bytes(content[2 : 2 + long_form], "big") if long_form else content[1]
    return not content[2 + long_form + length :].strip(b"\x00")
