"""How a question is cut for search: the same pairs of characters that a room's `sql/search.sql` makes of its texts."""

import re
import unicodedata

HAN = "㐀-鿿"
PIECE = re.compile(rf"[{HAN}]+|[a-z0-9]+")
# Enough to tell items apart; a pasted page must not become a query of thousands of terms.
MOST_TERMS = 40


def pieces(asked: str) -> list[str]:
    """Runs of Chinese characters and words of letters and digits, in lower case."""
    return PIECE.findall(unicodedata.normalize("NFKC", asked).lower())


def terms(asked: str) -> list[str]:
    """The terms a text must hold; one that ends in a star may go on."""
    found: list[str] = []
    for piece in pieces(asked):
        if not re.match(f"[{HAN}]", piece) or len(piece) == 1:
            found.append(f"{piece}*")
        else:
            found += [piece[at : at + 2] for at in range(len(piece) - 1)]
    return list(dict.fromkeys(found))[:MOST_TERMS]


def query(asked: str) -> str:
    """The terms as a tsquery; empty when nothing can be searched by. Terms hold no sign that a tsquery reads."""
    return " & ".join(f"'{term.rstrip('*')}'{':*' if term.endswith('*') else ''}" for term in terms(asked))
