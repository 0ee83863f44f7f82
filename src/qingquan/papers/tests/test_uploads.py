"""What may be handed in, and what is refused with a sentence its sender can act on."""

import hashlib
import struct
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from qingquan.law import Refused
from qingquan.papers import uploaded_image, uploaded_pdf
from qingquan.papers.tests.samples import object_stream, pdf, pdf_indexed_by_stream, picture, stream
from qingquan.papers.uploads import MEDIA_TYPES, FileKind, clean_image, display_name, inspect, safe_headers


@pytest.mark.parametrize(
    ("data", "name", "kind", "pages", "pixels"),
    [
        pytest.param(pdf(), "申请书.pdf", FileKind.PDF, 1, None, id="a PDF"),
        pytest.param(pdf_indexed_by_stream(b""), "a.pdf", FileKind.PDF, 1, None, id="a PDF 1.5"),
        pytest.param(picture(), "身份证.jpg", FileKind.JPEG, None, (800, 600), id="a photo"),
        pytest.param(picture("PNG"), "章程.png", FileKind.PNG, None, (800, 600), id="a screenshot"),
        pytest.param(picture("WEBP"), "图.webp", FileKind.WEBP, None, (800, 600), id="a WebP"),
    ],
)
def test_a_sound_file_is_taken(
    data: bytes, name: str, kind: FileKind, pages: int | None, pixels: tuple[int, int] | None
) -> None:
    found = inspect(data, name)
    assert (found.kind, found.name, found.pages, found.pixels) == (kind, name, pages, pixels)
    assert found.media_type == MEDIA_TYPES[kind]
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.size == len(data)
    assert found.warnings == ()


def zipped(name: str = "a.txt") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "text")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "空的", id="nothing"),
        pytest.param(b"hello", "只接收PDF", id="plain text"),
        pytest.param(zipped(), "OFD或Word", id="an archive or a document"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版Word", id="an old document"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", "HEIC", id="a phone's own format"),
        pytest.param(b"\x00\x00\x00\x18ftypisom", "视频", id="a film"),
        pytest.param(b"GIF89a", "GIF", id="a GIF"),
        pytest.param(b"MZ\x90\x00", "程序", id="a Windows program"),
        pytest.param(b"\x7fELF\x02", "程序", id="a Linux program"),
        pytest.param(b"#!/bin/sh\n", "程序", id="a script"),
        pytest.param(b"<!DOCTYPE html><script>1</script>", "网页", id="a page"),
        pytest.param(b"<html>\n" + pdf(), "网页", id="a page before a PDF"),
        pytest.param(b"\n\n" + pdf(), "开头混有", id="a PDF not at the beginning"),
    ],
)
@pytest.mark.parametrize("name", ["材料.pdf", "材料.jpg"])
def test_the_content_counts_and_not_the_name(data: bytes, why: str, name: str) -> None:
    with pytest.raises(Refused, match=why):
        inspect(data, name)


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(Refused, match=r"3 MB.*2 MB"):
        inspect(b"%PDF-" + bytes(3 * 1024 * 1024), "a.pdf", max_bytes=2 * 1024 * 1024)


SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(pdf({4: b"<< %s >>" % SCRIPT}), "脚本", id="a script"),
        pytest.param(pdf({4: b"<< /S /J#61vaScrip#74 /JS 5 0 R >>"}), "脚本", id="a script with an escaped name"),
        pytest.param(pdf_indexed_by_stream(SCRIPT), "脚本", id="a script in an object stream"),
        pytest.param(pdf_indexed_by_stream(SCRIPT, in_hexadecimal=True), "脚本", id="a script under two filters"),
        pytest.param(
            pdf({4: object_stream(9, b"<< %s >>" % SCRIPT)}), "脚本", id="a script in an unlisted object stream"
        ),
        pytest.param(
            pdf({4: object_stream(9, b"<< %s >>" % SCRIPT).replace(b"ObjStm", b"#4fbjStm")}),
            "脚本",
            id="a script in an object stream under an escaped name",
        ),
        pytest.param(pdf({4: b"<< /S /Launch /F (cmd.exe) >>"}), "启动程序", id="a program to start"),
        pytest.param(pdf({4: b"<< /Names << /EmbeddedFiles 5 0 R >> >>"}), "内嵌附件", id="an attachment"),
        pytest.param(pdf({4: stream(b"MZ", b"/Type /EmbeddedFile")}), "内嵌附件", id="an attached stream"),
        pytest.param(pdf({4: b"<< /AcroForm << /XFA 5 0 R >> >>"}), "XFA", id="a dynamic form"),
        pytest.param(pdf({4: b"<< /Subtype /RichMedia >>"}), "多媒体", id="a film"),
        pytest.param(pdf({4: b"<< /S /SubmitForm /F (http://a/) >>"}), "自动提交", id="data sent away"),
        pytest.param(pdf({4: b"<< /S /GoToR /F (\\\\\\\\a\\\\b) >>"}), "其他文件", id="another file opened"),
        pytest.param(pdf() + zipped(), "压缩包", id="an archive behind"),
        pytest.param(pdf()[:-200], "损坏", id="cut off"),
        pytest.param(b"%PDF-1.7\n" + bytes(2000), "损坏", id="nothing but a header"),
        pytest.param(pdf({3: b"<< /Type /Page /A %s" % (b"[" * 100_000)}), "损坏", id="nested without end"),
        pytest.param(pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), "损坏", id="a page tree in a circle"),
        pytest.param(pdf({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "没有一页", id="no page"),
        pytest.param(pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 99999 >>"}), "99999页", id="too many pages"),
        pytest.param(pdf({4: stream(bytes(80 * 1024 * 1024), b"/Type /ObjStm /N 1 /First 4")}), "损坏", id="a bomb"),
    ],
)
def test_a_pdf_is_pages_and_nothing_else(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        inspect(data, "a.pdf")


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(b"/Size 999999999999 /W [0 0 0]", id="by its size"),
        pytest.param(b"/Size 6 /W [0 0 0] /Index [0 999999999999]", id="by its sections"),
        pytest.param(b"/#53ize %x\n 999999999999 /W [0 0 0]", id="by an escaped name and a remark between"),
        pytest.param(b"/Size %" + b"x" * 70_000 + b"\n 999999999999 /W [0 0 0]", id="behind a long remark"),
    ],
)
def test_an_index_without_end_is_not_followed(index: bytes) -> None:
    body = b"1 0 obj\n" + stream(b"", b"/Type /XRef /Root 1 0 R " + index) + b"\nendobj\n"
    with pytest.raises(Refused, match="内部对象过多"):
        inspect(b"%PDF-1.5\n" + body + b"startxref\n9\n%%EOF\n", "a.pdf")


def test_a_file_of_a_hundred_indexes_is_not_followed() -> None:
    with pytest.raises(Refused, match="次数过多"):
        inspect(pdf({4: b"xref\n0 1\n" * 100}), "a.pdf")


def test_an_index_in_a_circle_is_not_followed() -> None:
    data = pdf(trailer=b"/Prev 00000")
    place = data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0]
    with pytest.raises(Refused, match="损坏"):
        inspect(data.replace(b"/Prev 00000", b"/Prev %05d" % int(place)), "a.pdf")


def test_a_script_of_an_earlier_revision_is_found() -> None:
    first = pdf({1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % SCRIPT})
    start = len(first)
    body = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    previous = int(first.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    update = b"xref\n1 1\n%010d 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        start,
        previous,
        start + len(body),
    )
    with pytest.raises(Refused, match="脚本"):
        inspect(first + body + update, "a.pdf")


@pytest.mark.parametrize("password", ["", "1234"])
def test_a_locked_pdf_is_refused(password: str) -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf())))
    writer.encrypt(owner_pass="owner", user_pass=password)  # type: ignore[no-untyped-call]
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    with pytest.raises(Refused, match="密码"):
        inspect(out.getvalue(), "a.pdf")


def test_words_about_scripts_on_the_page_are_no_script() -> None:
    page = {3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>", 4: stream(b"(/JavaScript) Tj")}
    assert inspect(pdf(page), "a.pdf").pages == 1


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int) -> bytes:
    """A PNG that promises more than it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def moving(form: str) -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (500, 500), colour) for colour in ("red", "blue")]
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(picture()[:-2000], "损坏", id="a photo cut off"),
        pytest.param(picture("PNG")[:300], "损坏", id="a PNG cut off"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(64), "损坏", id="nothing but a header"),
        pytest.param(png_of(20_000, 20_000), "像素太多", id="400 million pixels"),
        pytest.param(png_of(9_000, 9_000), "像素太多", id="81 million pixels"),
        pytest.param(png_of(10_000, 9_500), "像素太多", id="95 million pixels, where the library only warns"),
        pytest.param(png_of(800, 600), "损坏", id="pixels promised and missing"),
        pytest.param(moving("PNG"), "动态", id="a moving PNG"),
        pytest.param(moving("WEBP"), "动态", id="a moving WebP"),
        pytest.param(picture() + zipped(), "压缩包", id="an archive behind a photo"),
        pytest.param(picture(comment=b"<script>alert(1)</script>"), "网页代码", id="a page inside a photo"),
    ],
)
def test_a_picture_is_a_picture_and_nothing_else(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        inspect(data, "a.jpg")


def test_a_wrong_extension_and_a_tiny_picture_are_remarked() -> None:
    found = inspect(picture(size=(200, 300)), "合同.doc")
    assert found.name == "合同.jpg"
    assert [note[:12] for note in found.warnings] == ["文件名以“.doc”结尾", "图片只有200×300像"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cleaned_picture_says_nothing_about_its_maker(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = 6
    tail = b"" if form == "WEBP" else b"appended"
    cleaned = clean_image(picture(form, (800, 600), exif=exif) + tail)
    assert b"PhoneMaker" not in cleaned
    assert b"appended" not in cleaned
    with Image.open(BytesIO(cleaned)) as image:
        assert image.format == form
        assert image.size == (600, 800), "turned upright as the camera asked"
        assert not image.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_cleaned(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (500, 500)).save(out, "PNG")
    assert inspect(clean_image(out.getvalue()), "a.png").pixels == (500, 500)


def test_a_pdf_is_no_picture() -> None:
    with pytest.raises(Refused, match="不是图片"):
        clean_image(pdf())


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("身份证正面.jpg", "身份证正面.jpg"),
        ("身份证正面.JPEG", "身份证正面.jpeg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\王\\扫描 件.jpg", "扫描 件.jpg"),
        ("照片\u202egpj.exe", "照片gpj.jpg"),
        ("a\r\nSet-Cookie: b=1.jpg", "a Set-Cookie_ b=1.jpg"),
        ("零\u200b宽\x00.jpg", "零宽.jpg"),
        ("  .. .jpg", "未命名.jpg"),
        ("", "未命名.jpg"),
        (".htaccess", "未命名.jpg"),
        ('<img src="x">.jpg', "_img src=_x__.jpg"),
        ("长" * 300 + ".jpg", "长" * 76 + ".jpg"),
        ("逗号，句号。（一）.jpg", "逗号，句号。（一）.jpg"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(sent: str, shown: str) -> None:
    assert display_name(sent, FileKind.JPEG) == shown


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_is_sent_so_that_nothing_in_it_can_run(kind: FileKind) -> None:
    headers = safe_headers(kind, '合同"\r\n.pdf')
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["Content-Security-Policy"].endswith("; sandbox")
    assert all(value.isascii() and value.isprintable() for value in headers.values())


@pytest.mark.parametrize("kind", FileKind)
def test_beside_a_case_a_file_is_shown_and_still_cannot_load_or_run(kind: FileKind) -> None:
    headers = safe_headers(kind, "a", beside=True)
    assert headers["Content-Disposition"].startswith("inline; ")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert ("sandbox" in headers["Content-Security-Policy"]) == (kind is not FileKind.PDF)


@pytest.mark.parametrize("place", range(0, len(pdf_indexed_by_stream(b"")), 3))
def test_a_damaged_pdf_is_taken_or_refused_but_never_an_accident(place: int) -> None:
    data = bytearray(pdf_indexed_by_stream(b""))
    data[place] ^= 0x15
    with suppress(Refused):
        assert uploaded_pdf.count_pages(bytes(data)) >= 1


@pytest.mark.parametrize("place", range(0, 400, 7))
def test_a_damaged_picture_is_taken_or_refused_but_never_an_accident(place: int) -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        data = bytearray(picture(form, (40, 40)))
        data[place % len(data)] ^= 0x15
        with suppress(Refused):
            assert uploaded_image.measure(bytes(data), form)
