"""Citations as officials write them, 《水法》第四十八条第一款第（二）项, taken apart; and written back.

Pure: what a citation says, not whether the statute exists. `heads` finds the statutes named in a text,
`places` the provisions that follow each of them.
"""

from dataclasses import dataclass, field, replace

from qingquan.statutes.rules.heads import heads
from qingquan.statutes.rules.numbers import chinese
from qingquan.statutes.rules.places import Place, places
from qingquan.statutes.rules.widths import half_width


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision of one statute. Parts count from one; None where the writing stops earlier.

    `suffix` is the number after 之 in 第一百二十条之一. `annex` means that `item` is a row of the annex. `unread` is
    what was written for a provision and is none.
    """

    name: str
    document_no: str = ""
    article: int | None = None
    suffix: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    annex: bool = False
    unread: str = ""
    raw: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """The citation without the statute: 第四十八条第一款第二项."""
        if self.unread:
            return self.unread
        if self.annex:
            return f"附件第{self.item}项"
        return article_name(self.article, self.suffix) + "".join(
            f"第{chinese(number)}{unit}"
            for number, unit in ((self.paragraph, "款"), (self.item, "项"), (self.subitem, "目"))
            if number
        )

    def __str__(self) -> str:
        number = f"（{self.document_no}）" if self.document_no else ""
        return f"《{self.name}》{number}{self.place}"


def article_name(article: int | None, suffix: int | None = None) -> str:
    """第一百二十条之一; empty without an article."""
    if not article:
        return ""
    return f"第{chinese(article)}条" + (f"之{chinese(suffix)}" if suffix else "")


def parse(text: str) -> tuple[Citation, ...]:
    """Every citation in a text, in its order; a statute named without a provision is one, too."""
    plain = half_width(text)
    named = heads(plain, text)
    found: list[Citation] = []
    for at, head in enumerate(named):
        until = named[at + 1].start if at + 1 < len(named) else len(plain)
        there = places(plain, head.end, until, strict=head.bare)
        if not there and not head.stands_alone:
            continue
        found += [cited(head.name, head.document_no, place, text) for place in there or [Place(head.start, head.end)]]
    return tuple(dict.fromkeys(found))


def cite(name: str, place: str, document_no: str = "") -> tuple[Citation, ...]:
    """A statute's name and the provisions beside it, from columns of their own; one citation at least."""
    plain = half_width(place)
    there = places(plain, 0, len(plain)) or [Place(0, 0)]
    return tuple(dict.fromkeys(cited(name, document_no, each, place) for each in there))


def cited(name: str, document_no: str, place: Place, text: str) -> Citation:
    """A place as a citation of that statute, with the words it was read from."""
    made = Citation(name, document_no, place.article, place.suffix, place.paragraph, place.item, place.subitem)
    return replace(made, annex=place.annex, unread=place.unread, raw=text[place.start : place.end])
