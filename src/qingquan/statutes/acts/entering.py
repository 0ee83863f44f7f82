"""Entering a statute, saying what is known of it, giving it another name, correcting what was typed wrong."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Max

from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.statutes.acts.starting import read, state
from qingquan.statutes.acts.writing import check_title, copy_in, hold, new_statute, pairs, subject
from qingquan.statutes.models import Alias, Article, Change, Statute
from qingquan.statutes.rules import names
from qingquan.statutes.rules.authority import check_keeps
from qingquan.statutes.rules.commencement import commencement
from qingquan.statutes.rules.timeline import Number, Text
from qingquan.statutes.words import BasisLevel, ChangeKind, DaySource


@act("statute.entered")
def enter(
    title: str,
    *,
    articles: Mapping[Number, str],
    level: BasisLevel | None = None,
    body: str = "",
    document_no: str = "",
    from_on: date | None = None,
    kept_as_of: date | None = None,
    complete: bool = False,
    by: Actor,
    at: datetime,
) -> Statute:
    """Enter a statute with the articles at hand; `complete` says that these are all it has.

    `kept_as_of` is the day of passing or of the last amendment that the texts have been taken from.
    """
    check_keeps(by.role, "录入法律文件")
    check_title(title)
    check_unknown(title)
    statute = new_statute(title.strip(), level)
    statute.body, statute.document_no, statute.complete = body, document_no, complete
    state(statute, from_on)
    read(statute, commencement(title, articles))
    statute.save(force_insert=True)
    copy_in([(statute.pk, Text(number, text, from_on)) for number, text in articles.items()])
    kind = ChangeKind.MADE if from_on else ChangeKind.KEPT
    begun = Change(statute=statute, kind=kind.value, on=from_on or kept_as_of, document_no=document_no)
    begun.on_is_passing = from_on is None and kept_as_of is not None
    begun.save(force_insert=True)
    facts = {"title": statute.title, "from_on": told(from_on), "articles": pairs(articles), "complete": complete}
    record(subject(statute), "statute.entered", facts, by=by, at=at)
    return statute


@act("statute.described")
def describe(
    statute: Statute,
    *,
    level: BasisLevel | None,
    body: str,
    document_no: str,
    from_on: date | None,
    complete: bool,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Statute:
    """Say what is known of a statute: its rank, who made it, its number, since when it applies.

    `seen` is the mark of the state that was looked at; without it whatever is there is replaced.
    """
    check_keeps(by.role, "更正法律文件的情况")
    held = hold(statute)
    if seen and seen != held.mark:
        raise Refused(f"打开这一页以后，别人已经更正过：现在是{told_state(held)}。请核对后再保存。")
    if from_on and held.repealed_on and from_on > held.repealed_on:
        raise Refused(f"施行日期不能晚于废止日期 {held.repealed_on}。")
    held.level, held.level_guessed = level.value if level else "", False
    held.body, held.document_no, held.complete = body, document_no, complete
    state(held, from_on)
    held.save(update_fields=["level", "level_guessed", "body", "document_no", "from_on", "from_source", "complete"])
    facts = {
        "title": held.title,
        "level": held.level,
        "body": body,
        "document_no": document_no,
        "from_on": told(from_on),
        "complete": complete,
    }
    record(subject(held), "statute.described", facts, by=by, at=at)
    return held


@act("statute.named")
def name_also(statute: Statute, name: str, *, by: Actor, at: datetime) -> Alias:
    """Give a statute another name under which officials cite it."""
    check_keeps(by.role, "登记简称")
    check_title(name)
    check_unknown(name)
    alias = Alias.objects.create(statute=statute, name=name.strip()[:100], key=names.key(name))
    record(subject(statute), "statute.named", {"title": statute.title, "name": alias.name}, by=by, at=at)
    return alias


@act("statute.corrected")
def correct(article: Article, text: str, *, reason: str, by: Actor, at: datetime) -> Article:
    """Set right what was typed wrong. The law did not change; the ledger keeps the words as they were."""
    check_keeps(by.role, "更正条文")
    held = Article.objects.select_for_update(of=("self",)).select_related("statute").get(pk=article.pk)
    if not text.strip() or not reason.strip():
        raise Refused("请写明更正后的条文和更正的理由。")
    if text.strip() == held.text:
        raise Refused("条文没有变化，不需要更正。")
    facts = {"title": held.statute.title, "article": held.name, "was": held.text, "reason": reason}
    held.text, held.corrections = text.strip(), held.corrections + 1
    held.save(update_fields=["text", "corrections"])
    read_again(held)
    record(subject(held.statute), "statute.corrected", facts, by=by, at=at)
    return held


def read_again(corrected: Article) -> None:
    """What was read from a last article follows its correction; what somebody stated stands."""
    statute = hold(corrected.statute)
    last = statute.articles.aggregate(last=Max("number"))["last"]
    if statute.from_source != DaySource.STATED and corrected.number == last:
        statute.from_on, statute.from_source = None, ""
        read(statute, commencement(statute.title, {(corrected.number, corrected.suffix): corrected.text}))
        statute.save(update_fields=["from_on", "from_source"])


def check_unknown(name: str) -> None:
    """`Refused` when the name is already some statute's."""
    key = names.key(name)
    statute = Statute.objects.filter(key=key).first()
    alias = Alias.objects.filter(key=key).select_related("statute").first()
    known = statute or (alias.statute if alias else None)
    if known:
        raise Refused(f"“{name.strip()}”在法规库中已是{known}，条文有变化的请办理修改。")


def told_state(statute: Statute) -> str:
    """What is known of a statute, for somebody who was looking at another state."""
    known = (
        ("效力层级", statute.rank.label if statute.rank else ""),
        ("制定机关", statute.body),
        ("文号", statute.document_no),
        ("施行日期", told(statute.from_on)),
    )
    return "，".join(f"{label}“{value or '未填写'}”" for label, value in known)


def told(day: date | None) -> str:
    """A day as the ledger keeps it."""
    return day.isoformat() if day else ""
