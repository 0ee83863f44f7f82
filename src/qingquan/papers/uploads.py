"""What may be handed in as a material: the kind told from the content, limits, safe names, safe serving.

Nothing is stored here. `inspect` answers for a file that may be kept, and refuses
any other with one sentence the sender can act on.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from qingquan.law import Refused
from qingquan.papers import uploaded_image

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB
MAX_NAME = 80


class FileKind(StrEnum):
    """The kinds of file accepted as materials."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
}
EXTENSIONS = {
    FileKind.PDF: ("pdf",),
    FileKind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    FileKind.PNG: ("png",),
    FileKind.WEBP: ("webp",),
}

# Files people often send by mistake, by their first bytes: (offset, bytes, what it is and what to do).
STRANGERS = (
    (0, b"PK\x03\x04", "这是压缩包、OFD或Word、Excel等文档，请另存为PDF后再上传。"),
    (0, b"\xd0\xcf\x11\xe0", "这是旧版Word、Excel等文档，请另存为PDF后再上传。"),
    (0, b"Rar!", "这是压缩包，请解压后逐个上传。"),
    (0, b"7z\xbc\xaf", "这是压缩包，请解压后逐个上传。"),
    (4, b"ftyphei", "这是HEIC格式的照片，请在手机上另存为JPG后再上传。"),
    (4, b"ftypmif", "这是HEIC格式的照片，请在手机上另存为JPG后再上传。"),
    (4, b"ftyp", "这是视频文件，不能作为材料上传。"),
    (0, b"GIF8", "这是GIF图片，请另存为JPG或PNG后再上传。"),
    (0, b"BM", "这是BMP图片，请另存为JPG或PNG后再上传。"),
    (0, b"II*\x00", "这是TIFF图片，请另存为JPG或PDF后再上传。"),
    (0, b"MM\x00*", "这是TIFF图片，请另存为JPG或PDF后再上传。"),
    (0, b"MZ", "这是程序文件，不能上传。"),
    (0, b"\x7fELF", "这是程序文件，不能上传。"),
    (0, b"#!", "这是程序文件，不能上传。"),
)
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|iframe|body|head|\?xml|\?php)", re.IGNORECASE)
_ZIP_END = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept. `pages` is of a PDF, `pixels` (width, height) of a picture."""

    kind: FileKind
    media_type: str
    name: str
    size: int
    sha256: str
    pages: int | None = None
    pixels: tuple[int, int] | None = None
    warnings: tuple[str, ...] = ()


def inspect(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Inspected:
    """What the file is, or `Refused` with why it cannot be taken. `name` is only what the sender called it."""
    if not data:
        raise Refused("文件是空的，请检查后重新上传。")
    if len(data) > max_bytes:
        raise Refused(f"文件有{_megabytes(len(data))}，超过了{_megabytes(max_bytes)}的上限，请压缩或分成几个文件。")
    kind = sniff(data)
    _refuse_second_nature(data)
    pages = _pages(data) if kind is FileKind.PDF else None
    pixels = None if kind is FileKind.PDF else uploaded_image.measure(data, kind.value.upper())
    return Inspected(
        kind=kind,
        media_type=MEDIA_TYPES[kind],
        name=display_name(name, kind),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=pages,
        pixels=pixels,
        warnings=tuple(_warnings(kind, name, pixels)),
    )


def _pages(pdf: bytes) -> int:
    # Loaded with the first PDF: its reader takes a fifth of a second, and every start would wait for it.
    from qingquan.papers import uploaded_pdf  # noqa: PLC0415

    return uploaded_pdf.count_pages(pdf)


def sniff(data: bytes) -> FileKind:
    """The kind by the first bytes; the name is not asked."""
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return FileKind.WEBP
    for offset, magic, why in STRANGERS:
        if data.startswith(magic, offset):
            raise Refused(why)
    if _MARKUP.search(data[:1024]):
        raise Refused("这是网页文件，请打印为PDF后再上传。")
    if b"%PDF-" in data[:1024]:
        raise Refused("PDF文件的开头混有其他内容，请重新导出为PDF后再上传。")
    raise Refused("只接收PDF、JPG、PNG和WebP文件，请转换后再上传。")


def clean_image(data: bytes) -> bytes:
    """A picture encoded anew without metadata; a PDF is refused."""
    kind = sniff(data)
    if kind is FileKind.PDF:
        raise Refused("这不是图片。")
    return uploaded_image.clean_image(data, kind.value.upper())


def display_name(name: str, kind: FileKind) -> str:
    """The sender's name for the file, fit to be shown and offered for download.

    Folders, control and direction-changing characters are dropped, the extension
    is that of the content, and the length is at most 80 characters.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        " " if char.isspace() else char for char in last if unicodedata.category(char) not in _HIDDEN or char.isspace()
    )
    plain = re.sub(r'[<>:"|?*]', "_", visible)
    stem, extension = _split(plain)
    if extension.lower() not in EXTENSIONS[kind]:
        extension = EXTENSIONS[kind][0]
    stem = re.sub(r" +", " ", stem).strip(" .")[: MAX_NAME - len(extension) - 1].strip(" .")
    return f"{stem or '未命名'}.{extension.lower()}"


def safe_headers(kind: FileKind, name: str, *, beside: bool = False) -> dict[str, str]:
    """The headers with which a kept file may be sent to a browser.

    It is offered for download; with `beside`, it is shown next to the case. A viewer of PDF
    files does not open inside a sandbox, so there the policy forbids loading and scripts instead.
    """
    sandbox = "" if beside and kind is FileKind.PDF else "; sandbox"
    ascii_name = f"file.{EXTENSIONS[kind][0]}"
    return {
        "Content-Type": MEDIA_TYPES[kind],
        "Content-Disposition": f'{"inline" if beside else "attachment"}; filename="{ascii_name}"; '
        f"filename*=UTF-8''{quote(display_name(name, kind), safe='')}",
        "Content-Security-Policy": f"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'{sandbox}",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }


# Control, format (direction marks, zero width), surrogate, private and unassigned characters.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _refuse_second_nature(data: bytes) -> None:
    """A file that is at the same time a page, an archive or a program is not taken."""
    if _MARKUP.search(data[:1024]) and not data.startswith(b"%PDF-"):
        raise Refused("文件中混有网页代码，请重新拍照、扫描或导出后再上传。")
    end = data.rfind(_ZIP_END)
    if (
        end >= 0
        and len(data) - end >= 22
        and len(data) - end == 22 + int.from_bytes(data[end + 20 : end + 22], "little")
    ):
        raise Refused("文件末尾附有压缩包，请重新拍照、扫描或导出后再上传。")


def _warnings(kind: FileKind, name: str, pixels: tuple[int, int] | None) -> list[str]:
    found = []
    extension = _split(name)[1].lower()
    if extension and extension not in EXTENSIONS[kind]:
        found.append(f"文件名以“.{extension[:10]}”结尾，内容却是{kind.value.upper()}，已按内容处理。")
    if pixels and min(pixels) < 400:
        found.append(f"图片只有{pixels[0]}×{pixels[1]}像素，字可能看不清。")
    return found


def _split(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    return (stem, extension.strip()) if dot else (name, "")


def _megabytes(size: int) -> str:
    return f"{size / MIB:.1f} MB".replace(".0 ", " ")
