"""A signed document proves that it was not changed, and by whom it was signed."""

import stat
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from qingquan.papers.authority import AUTHORITY_FILE, KEY_FILE, make_demo_authority
from qingquan.papers.printing import SHANGHAI, render
from qingquan.papers.signature_check import SignatureReport, trusted_in, verify
from qingquan.papers.signing import FileKey, Signer
from qingquan.papers.tests.documents import document
from qingquan.papers.tests.samples import pdf as plain_pdf
from qingquan.papers.tests.samples import stream
from qingquan.papers.words import DocumentKind

AT = datetime(2026, 12, 10, 9, 30, tzinfo=SHANGHAI)
ORGAN = "清泉县水利局"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "authority"
    make_demo_authority(folder, ORGAN)
    return folder


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return render(DocumentKind.CERTIFICATE, document(DocumentKind.CERTIFICATE), verify_url="https://q.example/1")


@pytest.fixture(scope="module")
def signed(authority: Path, certificate: bytes) -> bytes:
    return Signer.from_folder(authority).sign(certificate, "准予取水许可", AT)


def check(pdf: bytes, folder: Path) -> SignatureReport:
    return verify(pdf, trusted_in(folder))


def test_a_signed_certificate_says_who_signed_it_and_when(signed: bytes, authority: Path) -> None:
    assert check(signed, authority) == SignatureReport(
        valid=True,
        intact=True,
        signer="清泉县水利局（演示）",
        signed_at=AT,
        says="文件自签名后没有任何改动，签名有效。",
    )


def test_signing_only_adds(signed: bytes, certificate: bytes) -> None:
    assert signed.startswith(certificate)
    assert len(PdfReader(BytesIO(signed)).pages) == 1


def test_the_signature_is_pades_and_forbids_every_change(signed: bytes) -> None:
    reader = PdfReader(BytesIO(signed))
    fields = reader.get_fields() or {}
    value = fields["OrganSignature"]["/V"]
    assert value["/SubFilter"] == "/ETSI.CAdES.detached"
    assert value["/Reason"] == "准予取水许可"
    assert value["/Reference"][0]["/TransformParams"]["/P"] == 1
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in signed


def test_a_changed_byte_is_noticed_wherever_it_is(signed: bytes, authority: Path) -> None:
    room = signed.rindex(b"/Contents <") + len(b"/Contents <")
    everywhere = range(10, len(signed), len(signed) // 40)
    in_the_signature = range(room, room + 8_192, 211)
    for place in (*everywhere, *in_the_signature):
        changed = bytearray(signed)
        changed[place] ^= 1
        report = check(bytes(changed), authority)
        assert not report.valid, place
        assert "改动" in report.says or "没有电子签名" in report.says


def test_words_changed_in_place_are_noticed(signed: bytes, authority: Path) -> None:
    report = check(signed.replace(b"/Title", b"/Tit1e", 1), authority)
    assert (report.valid, report.intact) == (False, False)
    assert report.says == "文件在签名后被改动过，不能作为凭证。"


def test_something_added_behind_is_noticed(signed: bytes, authority: Path) -> None:
    writer = PdfWriter(BytesIO(signed), incremental=True)
    writer.add_blank_page()
    added = BytesIO()
    writer.write(added)
    for changed in (signed + b"\n", signed + b"% more", added.getvalue()):
        report = check(changed, authority)
        assert (report.valid, report.intact) == (False, False)


def test_a_second_signature_is_not_accepted(signed: bytes, authority: Path) -> None:
    field = b"/T (OrganSignature)"
    assert signed.count(field) == 1
    again = Signer.from_folder(authority).sign(plain_pdf(), "甲", AT)
    twice = Signer.from_folder(authority).sign(again.replace(field, b"/T (OtherSignature)"), "乙", AT)
    report = check(twice, authority)
    assert not report.valid
    assert "不止一个" in report.says


def test_a_stranger_cannot_sign_for_the_county(certificate: bytes, authority: Path, tmp_path: Path) -> None:
    make_demo_authority(tmp_path / "other", ORGAN)
    forged = Signer.from_folder(tmp_path / "other").sign(certificate, "准予取水许可", AT)
    report = check(forged, authority)
    assert (report.valid, report.intact) == (False, True)
    assert "不受本县信任" in report.says


def test_the_moment_must_lie_within_the_life_of_the_certificate(certificate: bytes, authority: Path) -> None:
    early = Signer.from_folder(authority).sign(certificate, "准予取水许可", datetime(2019, 1, 1, tzinfo=SHANGHAI))
    assert not check(early, authority).valid


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n", plain_pdf(), plain_pdf()[:-60]])
def test_what_is_not_signed_is_said_so(data: bytes, authority: Path) -> None:
    report = check(data, authority)
    assert not report.valid
    assert "没有电子签名" in report.says or "无法核验" in report.says


def test_a_hostile_file_does_not_keep_the_check_busy(authority: Path) -> None:
    index = stream(b"", b"/Type /XRef /Root 1 0 R /Size 999999999999 /W [0 0 0]")
    report = check(b"%PDF-1.5\n1 0 obj\n" + index + b"\nendobj\nstartxref\n9\n%%EOF\n", authority)
    assert not report.valid


def test_a_moment_without_time_zone_is_refused(certificate: bytes, authority: Path) -> None:
    with pytest.raises(ValueError, match="时区"):
        Signer.from_folder(authority).sign(certificate, "准予取水许可", AT.replace(tzinfo=None))


def test_keys_are_for_their_owner_only_and_the_roots_key_is_not_kept(authority: Path) -> None:
    assert sorted(path.name for path in authority.iterdir()) == ["authority.crt", "organ.crt", "organ.key"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in authority.iterdir()] == [0o600] * 3
    assert stat.S_IMODE(authority.stat().st_mode) == 0o700
    assert [path.name for path in authority.parent.iterdir()] == [authority.name]


def test_an_authority_is_made_once(authority: Path) -> None:
    before = (authority / KEY_FILE).read_bytes()
    make_demo_authority(authority, "另一机关")
    assert (authority / KEY_FILE).read_bytes() == before
    assert "演示" in FileKey.from_folder(authority).certificate.subject.rfc4514_string()


def test_an_authority_is_not_made_over_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "authority").mkdir()
    (tmp_path / "authority" / "letter.txt").write_text("keep me")
    with pytest.raises(OSError, match="not empty"):
        make_demo_authority(tmp_path / "authority", ORGAN)
    assert [path.name for path in tmp_path.iterdir()] == ["authority"]
    assert not (tmp_path / "authority" / AUTHORITY_FILE).exists()
