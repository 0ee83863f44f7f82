"""Rows of the standard as files: JSON, XML, and CSV with a line for each material."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring

from qingquan.exchange.rules.elements import ELEMENTS, MATERIAL_ELEMENTS, STANDARD
from qingquan.exchange.rules.rows import Fields, ItemRow
from qingquan.exchange.words import FileKind
from qingquan.law import Refused

ITEM_KEYS = tuple(each.key for each in ELEMENTS)
MATERIAL_KEYS = tuple(each.key for each in MATERIAL_ELEMENTS)
# A spreadsheet would run what begins so as a formula.
RUNS = ("=", "+", "-", "@", "\t")
LABELS = {each.key: each.label for each in (*ELEMENTS, *MATERIAL_ELEMENTS)}


def write(rows: Sequence[ItemRow], kind: FileKind) -> bytes:
    """The rows as a file."""
    if kind is FileKind.JSON:
        items = [row.fields | {"materials": list(row.materials)} for row in rows]
        told = {"standard": STANDARD, "labels": LABELS, "items": items}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
    return as_xml(rows) if kind is FileKind.XML else as_csv(rows)


def as_csv(rows: Sequence[ItemRow]) -> bytes:
    """A line for each material, the item's fields repeated; headings in Chinese, with the mark spreadsheets know."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(LABELS.values())
    for row in rows:
        item = [harmless(row.fields[key]) for key in ITEM_KEYS]
        writer.writerows([*item, *(harmless(need[key]) for key in MATERIAL_KEYS)] for need in row.materials)
        if not row.materials:
            writer.writerow([*item, *[""] * len(MATERIAL_KEYS)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text; `meant` undoes it."""
    return f"'{cell}" if cell.startswith((*RUNS, "'")) else cell


def meant(cell: str) -> str:
    """The cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*RUNS, "'")) else cell


def as_xml(rows: Sequence[ItemRow]) -> bytes:
    """An element for each item and field; fields that are not stated are left out."""
    root = Element("items", {"standard": STANDARD})
    for row in rows:
        item = SubElement(root, "item")
        put(item, row.fields)
        for need in row.materials:
            put(SubElement(item, "material"), need)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def put(parent: Element, fields: Fields) -> None:
    """The stated fields as child elements; signs that XML forbids are left out."""
    for key, value in fields.items():
        if value:
            SubElement(parent, key).text = "".join(sign for sign in value if sign in "\n\t" or sign >= " ")


def read(data: bytes, kind: FileKind) -> list[ItemRow]:
    """The rows of a file; `Refused` when it is none of its kind."""
    readers = {FileKind.JSON: from_json, FileKind.XML: from_xml, FileKind.CSV: from_csv}
    return list(readers[kind](data))


def text_of(data: bytes) -> str:
    """The file as text; `Refused` when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as no:
        raise Refused(f"文件不是 UTF-8 编码（第 {no.start + 1} 个字节），请另存为 UTF-8 后再导入。") from None


def from_json(data: bytes) -> Iterator[ItemRow]:
    """Items with their materials inside."""
    try:
        told = json.loads(text_of(data))
        items = told["items"] if isinstance(told, dict) else told
        for each in items:
            materials = tuple(fields_of(need, MATERIAL_KEYS) for need in each.get("materials", ()))
            yield ItemRow(fields_of(each, ITEM_KEYS), materials)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("文件不是事项交换的 JSON：应有 items 数组，每一项是字段名和文字。", STANDARD) from None


def fields_of(told: dict[str, object], keys: Iterable[str]) -> Fields:
    """The known fields as text."""
    return {key: "" if told[key] is None else str(told[key]) for key in keys if key in told}


def from_xml(data: bytes) -> Iterator[ItemRow]:
    """Items with their materials inside; a file that declares entities is refused unread."""
    text = text_of(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused("XML 文件含有实体声明，不予读取；请去掉 DOCTYPE 后再导入。", STANDARD)
    try:
        root = fromstring(text)
    except ParseError as no:
        raise Refused(f"XML 文件不完整或者格式有误（第 {no.position[0]} 行）。", STANDARD) from None
    for item in root.iter("item"):
        found = {child.tag: child.text or "" for child in item if child.tag != "material"}
        needs = [{part.tag: part.text or "" for part in child} for child in item.findall("material")]
        materials = tuple({key: need.get(key, "") for key in MATERIAL_KEYS} for need in needs)
        yield ItemRow({key: found.get(key, "") for key in ITEM_KEYS}, materials)


def from_csv(data: bytes) -> Iterator[ItemRow]:
    """Lines of one item stand together; headings are the Chinese names or the fields' own."""
    try:
        lines = list(csv.reader(io.StringIO(text_of(data), newline=""), strict=True))
    except csv.Error as no:
        raise Refused(f"CSV 文件格式有误：{no}。", STANDARD) from None
    if not lines:
        raise Refused("CSV 文件是空的。", STANDARD)
    by_label = {label: key for key, label in LABELS.items()} | {key: key for key in LABELS}
    keys = [by_label.get(heading.strip(), "") for heading in lines[0]]
    if "impl_code" not in keys or "name" not in keys:
        raise Refused("CSV 文件的标题行没有“事项名称”和“实施编码”。", STANDARD)
    told = [{key: meant(cell) for key, cell in zip(keys, line, strict=False) if key} for line in lines[1:] if any(line)]
    for _, group in groupby(told, key=lambda each: each.get("impl_code", "")):
        same = list(group)
        needs = [{key: each.get(key, "") for key in MATERIAL_KEYS} for each in same if each.get("material_name")]
        yield ItemRow({key: same[0][key] for key in ITEM_KEYS if key in same[0]}, tuple(needs))
