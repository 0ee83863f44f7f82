"""Bytes that strangers send, turned into a plain element tree or refused.

No document type, no entity, nothing fetched; size, depth and number of elements are bounded, so a hostile file
costs no more than a large honest one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from qingquan.procedures.rules.findings import NotRunnable, unreadable

MOST_BYTES = 2_000_000
MOST_DEPTH = 64
MOST_ELEMENTS = 40_000
MOST_NAME = 200
"""Longest identifier or name, in characters: longer ones are not read by people and not stored by us."""

COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ")
DECLARED_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,80}encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
CHINESE_ENCODINGS = frozenset({"gb2312", "gbk", "gb18030", "cp936"})


@dataclass(slots=True)
class Element:
    """One XML element: its namespace and local name, attributes by "namespace name", children and text."""

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside, without surrounding space."""
        return "".join(self.pieces).strip()

    def get(self, name: str, namespace: str = "") -> str:
        """An attribute's value; "" when absent."""
        return self.attributes.get(f"{namespace} {name}" if namespace else name, "")

    def has(self, name: str, namespace: str = "") -> bool:
        """Whether the attribute is written at all."""
        return (f"{namespace} {name}" if namespace else name) in self.attributes

    def named(self, namespace: str, name: str) -> Iterator["Element"]:
        """Children with this name."""
        return (child for child in self.children if child.name == name and child.namespace == namespace)

    def walk(self) -> Iterator["Element"]:
        """Itself and everything inside, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


class _Tree:
    """Builds the tree from the parser's events and stops at the first thing that is not allowed."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.refuse_document_type
        parser.EntityDeclHandler = self.refuse_document_type
        parser.ExternalEntityRefHandler = self.refuse_document_type

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise unreadable(f"文件里的元素超过 {MOST_ELEMENTS} 个，不是一张流程图。")
        if len(self.open) >= MOST_DEPTH:
            raise unreadable(f"第 {self.parser.CurrentLineNumber} 行嵌套超过 {MOST_DEPTH} 层，不是一张流程图。")
        namespace, _, local = name.rpartition(" ")
        element = Element(namespace, local, attributes, self.parser.CurrentLineNumber)
        for key in ("id", "name"):
            if len(element.get(key)) > MOST_NAME:
                raise unreadable(f"第 {element.line} 行的 {key} 超过 {MOST_NAME} 个字。")
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].pieces.append(text)

    def refuse_document_type(self, *_details: object) -> NoReturn:
        raise unreadable("文件含有文档类型声明或实体（DOCTYPE、ENTITY），不予读取。")


def parse(xml: bytes) -> Element:
    """The root element of a file; raises NotRunnable with a single finding when it is not acceptable XML."""
    if len(xml) > MOST_BYTES:
        raise unreadable(f"文件有 {len(xml)} 字节，超过 {MOST_BYTES} 字节，不是一张流程图。")
    if not xml.strip():
        raise unreadable("文件是空的。")
    if xml.startswith(COMPRESSED):
        raise unreadable("文件是压缩包：请先解压，只交 .bpmn 文件。")
    text, encoding = _in_known_encoding(xml)
    parser = expat.ParserCreate(encoding=encoding, namespace_separator=" ")
    parser.buffer_text = True
    tree = _Tree(parser)
    try:
        parser.Parse(text, True)
    except NotRunnable:
        raise
    except expat.ExpatError as error:
        raise unreadable(f"文件不是完好的 XML（第 {error.lineno} 行：{expat.ErrorString(error.code)}）。") from None
    except (ValueError, LookupError) as error:
        raise unreadable(f"文件的字符编码无法识别（{error}）：请存为 UTF-8。") from None
    if tree.root is None:
        raise unreadable("文件里没有任何元素。")
    return tree.root


def _in_known_encoding(xml: bytes) -> tuple[bytes, str | None]:
    """The bytes and the encoding to impose. The parser knows no multi-byte Chinese encoding, so those become UTF-8."""
    declared = DECLARED_ENCODING.match(xml[:200])
    if declared and declared[1].decode("ascii").lower() in CHINESE_ENCODINGS:
        try:
            return xml.decode("gb18030").encode(), "utf-8"
        except UnicodeDecodeError:
            raise unreadable("文件声明为 GB 编码，内容却不是：请存为 UTF-8。") from None
    return xml, None
