"""A document's contents as they are kept: days and moments as ISO texts, and back again by what each key holds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from qingquan.papers.rules.contents import Data, elements_of, is_day, is_moment
from qingquan.papers.words import DocumentKind


def to_plain(value: object) -> object:
    """As JSON keeps it."""
    # Most values by far; asking for their exact type is a tenth of asking an abstract class.
    if value is None or type(value) in {str, int, bool}:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_plain(inner) for inner in value]
    return value


def from_plain(kind: DocumentKind, kept: Mapping[str, object]) -> Data:
    """The contents again, with days and moments where the document holds them."""
    restored = dict(kept)
    for element in (*elements_of(kind),):
        text = kept.get(element.key)
        if element.holds is is_day and isinstance(text, str):
            restored[element.key] = date.fromisoformat(text)
        elif element.holds is is_moment and isinstance(text, str):
            restored[element.key] = datetime.fromisoformat(text)
    until = kept.get("valid_until")
    if isinstance(until, str) and until[:1].isdigit():
        restored["valid_until"] = date.fromisoformat(until)
    restored["date"] = date.fromisoformat(str(kept["date"]))
    return restored
