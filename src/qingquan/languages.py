"""The portal's second language: Chinese texts are the keys, `locale/en.po` holds the English ones.

The file is read as it is when a process first needs it, so there is nothing to compile and nothing to forget.
A text without a translation stays Chinese; a house test asks that no page has one.
"""

import ast
from functools import cache
from pathlib import Path

from django.utils import translation

ENGLISH = Path(__file__).parent / "locale" / "en.po"


def say(text: str) -> str:
    """The text in the reader's language."""
    if translation.get_language() != "en":
        return text
    return entries(ENGLISH).get(text) or translation.gettext(text)


def say_number(one: str, many: str, number: int) -> str:
    """Chinese knows no plural: the two differ only where an English page says so."""
    return say(one if number == 1 else many)


@cache
def entries(path: Path) -> dict[str, str]:
    """Key and translation of a gettext file: `msgid` and `msgstr`, each one or more quoted lines."""
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    here = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), 'msgid ""']:
        word, _, quoted = line.partition(" ")
        if word in {"msgid", "msgstr"}:
            if word == "msgid" and parts.get("msgid"):
                found[parts["msgid"]] = parts.get("msgstr", "")
            here, parts = word, {} if word == "msgid" else parts
            parts[here] = ast.literal_eval(quoted)
        elif line.startswith('"'):
            parts[here] += ast.literal_eval(line)
    return found
