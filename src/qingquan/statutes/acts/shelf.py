"""A statute while the editions of a collection are put in, before anything is written."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from qingquan.law import Refused
from qingquan.statutes.acts.writing import named
from qingquan.statutes.models import Change, Statute
from qingquan.statutes.rules.citations import article_name
from qingquan.statutes.rules.lines import Edition
from qingquan.statutes.rules.timeline import Number, Text, amended, whole
from qingquan.statutes.words import ChangeKind

DESCRIBED = ("level", "level_guessed", "body", "document_no", "from_on", "from_source", "complete")


@dataclass(slots=True)
class Shelf:
    """The texts of a statute so far; new ones carry a negative number until they are written.

    `news` are the amendments of a statute that was in the library before.
    """

    statute: Statute
    was_known: bool = False
    texts: list[Text] = field(default_factory=list)
    digests: set[str] = field(default_factory=set)
    last_on: date | None = None
    changes: list[Change] = field(default_factory=list)
    ends: dict[int, date] = field(default_factory=dict)
    news: list[tuple[date, tuple[Number, ...]]] = field(default_factory=list)
    before: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        self.before = self.described()

    def described(self) -> tuple[object, ...]:
        """What the library says of the statute itself."""
        return tuple(getattr(self.statute, name) for name in DESCRIBED)

    @property
    def learned(self) -> bool:
        """Whether the collection told something new of the statute itself."""
        return self.described() != self.before

    def put(self, edition: Edition, digest: str) -> tuple[int, list[str]]:
        """Take in an edition: how many texts are new, and which were kept as they are though the file differs.

        Raises `Refused` when the edition does not fit after what is there.
        """
        self.check_not_after_the_end(edition)
        differing: list[str] = []
        touched: tuple[Number, ...] = ()
        if not self.texts:
            new = tuple(Text(number, text) for number, text in edition.articles.items())
        elif not self.statute.complete and self.is_kept(edition):
            new, differing = self.filled(edition)
        else:
            new, touched = self.renewed(edition)
        self.texts += [replace(text, pk=-at) for at, text in enumerate(new, len(self.texts) + 1)]
        self.digests.add(digest)
        self.last_on = edition.begins or self.last_on
        self.statute.complete = edition.whole
        self.changes.append(self.change(edition, digest, touched))
        return len(new), differing

    def is_kept(self, edition: Edition) -> bool:
        """Whether the texts at hand are of this edition: of the same beginning, or passed on the day known."""
        begins = edition.begins
        return begins is None or (self.last_on is not None and self.last_on in (begins, edition.day))

    def filled(self, edition: Edition) -> tuple[tuple[Text, ...], list[str]]:
        """The articles of the same edition that are not there yet; those that are there stay."""
        kept = {text.number: text.text for text in self.texts}
        new = tuple(Text(number, text) for number, text in edition.articles.items() if number not in kept)
        differing = [number for number, text in edition.articles.items() if kept.get(number, text) != text]
        return new, [f"{article_name(*number)}与库中的条文不同，保留库中的。" for number in differing]

    def renewed(self, edition: Edition) -> tuple[tuple[Text, ...], tuple[Number, ...]]:
        """The articles that an edition of a later day gives new words, and all it touches."""
        begins = self.check_comes_after(edition)
        plan = amended(self.texts, whole(self.texts, edition.articles, begins), begins)
        self.texts = [self.ended(text, plan.ends) for text in self.texts]
        if self.was_known:
            self.news.append((begins, plan.touched))
        return plan.begins, plan.touched

    def check_not_after_the_end(self, edition: Edition) -> None:
        """What is repealed gets no text of a later day."""
        if edition.begins and self.statute.repealed_on and self.statute.repealed_on <= edition.begins:
            raise Refused(f"库中载明自 {self.statute.repealed_on} 起已经废止。")

    def check_comes_after(self, edition: Edition) -> date:
        """The day the edition begins, which must be later than anything already there."""
        if edition.begins is None:
            raise Refused("库中已有条文，这一份没有日期，分不清先后。")
        if self.last_on and edition.begins <= self.last_on:
            same = "同日的条文与它不同" if edition.begins == self.last_on else "这一份较早"
            raise Refused(f"库中已有 {self.last_on} 的条文，{same}。")
        return edition.begins

    def ended(self, text: Text, ends: Mapping[int, date]) -> Text:
        """The text with its last day, if it ends."""
        if text.pk is None or text.pk not in ends:
            return text
        if text.pk > 0:
            self.ends[text.pk] = ends[text.pk]
        return replace(text, until_on=ends[text.pk])

    def change(self, edition: Edition, digest: str, touched: Iterable[Number]) -> Change:
        """What the history says of the edition."""
        names = named(touched)
        kind = ChangeKind.AMENDED if names else ChangeKind.KEPT
        change = Change(kind=kind.value, on=edition.begins, digest=digest, articles=names)
        change.on_is_passing = edition.begins_by_passing
        change.document_no = edition.document_no
        return change


def digest_of(edition: Edition) -> str:
    """One edition of a statute, told from all others."""
    content = sorted((list(number), text) for number, text in edition.articles.items())
    whole_text = json.dumps([str(edition.begins), content], ensure_ascii=False)
    return hashlib.sha256(whole_text.encode()).hexdigest()
