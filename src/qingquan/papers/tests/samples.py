"""Small files made by hand, honest and hostile, for the tests of uploads."""

import zlib
from io import BytesIO

from PIL import Image

PAGES: dict[int, bytes] = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
}


def pdf(extra: dict[int, bytes] | None = None, *, trailer: bytes = b"") -> bytes:
    """A PDF of one empty page with a classical index; `extra` objects replace or join the three."""
    objects = PAGES | (extra or {})
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = len(out)
    size = max(objects) + 1
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, index)
    return bytes(out)


def stream(text: bytes, entries: bytes = b"", *, in_hexadecimal: bool = False) -> bytes:
    """A stream object, compressed by Flate, and written in hexadecimal when asked."""
    packed = zlib.compress(text)
    filters = b"/FlateDecode"
    if in_hexadecimal:
        packed = packed.hex().encode() + b">"
        filters = b"[/ASCIIHexDecode /FlateDecode]"
    return b"<< %s /Filter %s /Length %d >>\nstream\n%s\nendstream" % (entries, filters, len(packed), packed)


def object_stream(number: int, body: bytes, *, in_hexadecimal: bool = False) -> bytes:
    """An object stream that holds the one object `number`."""
    head = b"%d 0 " % number
    return stream(head + body, b"/Type /ObjStm /N 1 /First %d" % len(head), in_hexadecimal=in_hexadecimal)


def pdf_indexed_by_stream(hidden: bytes, *, in_hexadecimal: bool = False) -> bytes:
    """A PDF 1.5 with a stream for index, whose catalogue (with `hidden` in it) lies in an object stream."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R %s >>" % hidden
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, body in ((2, PAGES[2]), (3, PAGES[3]), (4, object_stream(1, catalogue, in_hexadecimal=in_hexadecimal))):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = len(out)
    rows = [(0, 0, 255), (2, 4, 0), (1, places[2], 0), (1, places[3], 0), (1, places[4], 0), (1, index, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    out += b"5 0 obj\n%s\nendobj\n" % stream(table, b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R")
    out += b"startxref\n%d\n%%%%EOF\n" % index
    return bytes(out)


def picture(form: str = "JPEG", size: tuple[int, int] = (800, 600), **options: object) -> bytes:
    """A plain grey picture."""
    out = BytesIO()
    Image.new("RGB", size, (190, 190, 190)).save(out, form, **options)
    return out.getvalue()
