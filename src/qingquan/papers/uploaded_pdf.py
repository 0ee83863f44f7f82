"""Whether an uploaded PDF is whole, readable by everyone, and nothing but pages."""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from io import BytesIO
from itertools import chain

from pyhanko.pdf_utils.decode_limits import (
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from qingquan.law import Refused

MIB = 1024 * 1024
MAX_PAGES = 2_000
MAX_OBJECTS = 300_000
MAX_REVISIONS = 32

FORBIDDEN = {
    "JavaScript": "脚本",
    "Launch": "启动程序的动作",
    "EmbeddedFile": "内嵌附件",
    "EmbeddedFiles": "内嵌附件",
    "Collection": "内嵌附件",
    "GoToE": "内嵌附件",
    "XFA": "动态表单（XFA）",
    "RichMedia": "多媒体",
    "Rendition": "多媒体",
    "SubmitForm": "自动提交数据的动作",
    "ImportData": "自动导入数据的动作",
    "GoToR": "打开其他文件的动作",
}
ADVICE = "请用“打印为PDF”另存后再上传。"

MAX_OBJECT_STREAMS = 5_000
HIDDEN_TEXT = 64 * MIB
PIECE = 64 * 1024

# A small file can decompress into gigabytes, so every stage of reading has a ceiling.
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * MIB),
    per_purpose={
        DecodePurpose.OBJECT_STREAM: StreamDecodeLimits(max_output_size=16 * MIB),
        DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=4 * MIB),
    },
    document_budget=DocumentDecodeBudget(base_allowance=64 * MIB, max_ratio=4),
)

# What a reader of hostile bytes meets inside a parser that was written for honest ones.
BROKEN = (
    PdfError, AssertionError, AttributeError, IndexError, KeyError, NotImplementedError, OSError,
    OverflowError, RecursionError, TypeError, ValueError, zlib.error,
)  # fmt: skip

_INTEREST = "|".join(sorted(FORBIDDEN | dict.fromkeys(("ObjStm", "XRef", "Size", "Index"), ""), key=len, reverse=True))
_NAME = re.compile(rf"/((?:{_INTEREST})(?![A-Za-z0-9#])|[A-Za-z0-9]{{0,16}}#[A-Za-z0-9#]{{2,64}})".encode())
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NUMBERS = re.compile(rb"(?:[\s\x00\[+.-]|%[^\r\n]*(?:[\r\n]|\Z)|[0-9]+)+")
_TABLE = re.compile(rb"(?<![a-z])xref")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


def count_pages(data: bytes) -> int:
    """The number of pages; refuses a file that is locked, broken, or holds more than pages.

    Dangerous names are looked for in the raw bytes and in every object stream,
    whether or not the file's own index mentions the object: another viewer may
    repair the index and find what this one passed over.
    """
    names = _names(data)
    _refuse_names(names)
    try:
        reader = opened(data)
        if reader.encrypted:
            raise Refused("PDF文件设有密码或权限限制，无法查看。请去掉密码后再上传。")
        for text in chain(_object_streams(reader), _unlisted_object_streams(data, names)):
            _refuse_names(_names(text))
        return _pages(reader)
    except BROKEN as problem:
        raise Refused(f"PDF文件已损坏或不完整，打不开。{ADVICE}") from problem


def opened(data: bytes) -> PdfFileReader:
    """A reader of a file nobody vouches for. Refuses what would keep it busy; raises one of `BROKEN` over the rest."""
    _refuse_endless_index(data, _names(data))
    return PdfFileReader(BytesIO(data), strict=False, decode_limits=LIMITS)


def _names(data: bytes) -> list[tuple[str, int]]:
    """The names in `data` that matter here, each with its place; `#4a`-escapes undone."""
    found = []
    for match in _NAME.finditer(data):
        name = _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), match[1]).decode("latin-1")
        found.append((name, match.end()))
        if len(found) > MAX_OBJECTS:
            raise Refused(f"PDF文件的内部对象过多，无法检查。{ADVICE}")
    return found


def _refuse_names(names: list[tuple[str, int]]) -> None:
    for name, _ in names:
        if name in FORBIDDEN:
            raise Refused(f"PDF文件中含有{FORBIDDEN[name]}（{name}），不能接收。{ADVICE}")


def _object_streams(reader: PdfFileReader) -> Iterator[bytes]:
    """The text of each object stream of each revision of the file."""
    for revision in range(reader.total_revisions):
        for reference in reader.xrefs.object_streams_used_in(revision):  # type: ignore[no-untyped-call]
            stream = reader.get_object(reference, revision=revision)  # type: ignore[no-untyped-call]
            if not isinstance(stream, StreamObject) or stream["/Type"] != "/ObjStm":
                raise ValueError("not an object stream")
            yield stream.read_data(DecodePurpose.OBJECT_STREAM)


def _refuse_endless_index(data: bytes, names: list[tuple[str, int]]) -> None:
    """An index of no bytes may promise any number of objects, and its reader would count them all.

    Many indexes that overlap cost as much again each, so their number is bounded too.
    """
    tables = len(_TABLE.findall(data)) + sum(name == "XRef" for name, _ in names)
    if tables > MAX_REVISIONS:
        raise Refused(f"PDF文件修改保存的次数过多，无法检查。{ADVICE}")
    for name, end in names:
        if name not in {"Size", "Index"}:
            continue
        numbers = _NUMBERS.match(data, end, end + PIECE)
        if numbers and (
            numbers.end() == end + PIECE
            or any(int(number) > MAX_OBJECTS for number in re.findall(rb"[0-9]{1,20}", numbers[0]))
        ):
            raise Refused(f"PDF文件的内部对象过多，无法检查。{ADVICE}")


def _unlisted_object_streams(data: bytes, names: list[tuple[str, int]]) -> Iterator[bytes]:
    """The text of whatever calls itself an object stream in the raw bytes, indexed or not."""
    starts = [match.end() for match in _STREAM.finditer(data)]
    nearest = {bisect_left(starts, end) for name, end in names if name == "ObjStm"} - {len(starts)}
    if len(nearest) > MAX_OBJECT_STREAMS:
        raise ValueError("too many object streams")
    budget = HIDDEN_TEXT
    for place in nearest:
        text = _inflated(data, starts[place], budget)
        budget -= len(text)
        if budget <= 0:
            raise ValueError("object streams decompress into too much")
        yield text


def _inflated(data: bytes, start: int, limit: int) -> bytes:
    """What can be decompressed from `start` on, up to `limit` bytes; nothing if it is not Flate."""
    # Raw inflation after the two bytes of header: a viewer may forgive a wrong checksum.
    inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    text = bytearray()
    # By pieces: the inflater copies all that is left over, which may be the whole file.
    for place in range(start + 2, len(data), PIECE):
        try:
            text += inflater.decompress(data[place : place + PIECE], limit - len(text))
        except zlib.error:
            break
        if inflater.eof or len(text) >= limit:
            break
    return bytes(text)


def _pages(reader: PdfFileReader) -> int:
    """The page tree's count, once a first page has been reached through it."""
    tree = reader.root["/Pages"]
    count = int(tree["/Count"])
    if count < 1:
        raise Refused("PDF文件没有一页内容，请检查后重新上传。")
    if count > MAX_PAGES:
        raise Refused(f"PDF文件有{count}页，超过{MAX_PAGES}页，请分成几个文件上传。")
    node: DictionaryObject = tree
    for _ in range(64):
        if "/Kids" not in node:
            break
        node = node["/Kids"][0]
    if node["/Type"] != "/Page":
        raise ValueError("no page in the page tree")
    return count
