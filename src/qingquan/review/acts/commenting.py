"""The public is asked about an item, says what it thinks, and is answered."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused, parameter
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people import secrets
from qingquan.people.models import Actor, Applicant
from qingquan.people.rules import mask_name, parse_phone
from qingquan.people.words import ApplicantKind
from qingquan.places.calendar import county_calendar
from qingquan.review.acts.hold import hold, person
from qingquan.review.acts.writing import forget
from qingquan.review.models import Comment, CommentRound
from qingquan.review.rules import authority, comments, opinions
from qingquan.review.rules.owners import comment_key, of_person
from qingquan.review.rules.texts import LONGEST_TEXT, plain, within
from qingquan.review.words import DraftKind


@act("review.public_asked")
def ask_public(reported: ReportedItem, *, question: str, until_on: date, by: Actor, at: datetime) -> CommentRound:
    """Put an item before the public, for no fewer working days than the county's least."""
    authority.check_role(by.role, authority.ORGANISERS, "公开征求意见")
    dossier = hold(reported, at)
    # Whatever was corrected since: the public is asked about one thing at a time.
    if CommentRound.objects.filter(reported=dossier.reported, closed_at__isnull=True).exists():
        raise Refused("这个事项正在公开征求意见。")
    today = timezone.localdate(at)
    least = county_calendar().add(today, parameter("review_comment_days").number)
    if until_on < least:
        raise Refused(f"征求意见的期限不少于 {parameter('review_comment_days').number} 个工作日，最早到{least}。")
    made = CommentRound.objects.create(
        reported=dossier.reported,
        revision=dossier.reported.revision,
        code=f"ZQ{today.year}{next_number(f'comments/{today.year}'):04d}",
        question=opinions.check_reasons(question, "征求意见"),
        opened_on=today,
        until_on=until_on,
        opened_by=person(by),
    )
    told = {"item": dossier.reported.code, "until_on": until_on.isoformat()}
    record(made.code, "review.public_asked", told, by=by, at=at)
    return made


@act("review.comment_sent")
def comment(
    asked: CommentRound,
    text: str,
    *,
    name: str,
    phone: str,
    by: Actor | None,
    at: datetime,
    applicant: Applicant | None = None,
) -> Comment:
    """Say what one thinks while the item is open for it; who one is stays sealed, personal numbers are covered."""
    text, name = plain(text), plain(name)
    comments.check_comment(text, name)
    held = CommentRound.objects.select_for_update().get(pk=asked.pk)
    if held.closed_at is not None or timezone.localdate(at) > held.until_on:
        raise Refused(f"征求意见已于{held.until_on}截止。")
    number = int(held.comments.aggregate(last=Max("number"))["last"] or 0) + 1
    organisation = applicant is not None and applicant.kind == ApplicantKind.ORGANISATION
    made = Comment.objects.create(
        round=held,
        number=number,
        text_sealed=secrets.seal(text.strip()),
        shown=comments.first_shown(text.strip()),
        public_name=name.strip() if organisation else mask_name(name),
        name_sealed=secrets.seal(name.strip()),
        phone_sealed=secrets.seal(parse_phone(phone).text),
        applicant=applicant,
        sent_at=at,
    )
    record(held.code, "review.comment_sent", {"number": number}, by=by, at=at)
    return made


@act("review.comment_covered")
def cover(said: Comment, shown: str, *, by: Actor, at: datetime, seen: str = "") -> Comment:
    """Cover personal data in a comment, character by character; nothing else of it may be changed."""
    authority.check_role(by.role, authority.ORGANISERS, "遮盖个人信息")
    held = Comment.objects.select_for_update().select_related("round").get(pk=said.pk)
    check_read(held, seen)
    comments.check_only_covers(held.text, shown)
    held.shown, held.covered_by = shown, person(by)
    held.save(update_fields=["shown", "covered_by"])
    record(held.round.code, "review.comment_covered", {"number": held.number}, by=by, at=at)
    return held


@act("review.comment_replied")
def reply(said: Comment, text: str, *, by: Actor, at: datetime, seen: str = "") -> Comment:
    """Answer a comment: taken up or not, and why."""
    authority.check_role(by.role, authority.ORGANISERS, "答复社会意见")
    held = Comment.objects.select_for_update().select_related("round").get(pk=said.pk)
    if held.round.closed_at is not None:
        raise Refused("征求意见已经结束，答复不能再改。")
    check_read(held, seen)
    held.reply, held.replied_by, held.replied_at = opinions.check_reasons(text, "答复"), person(by), at
    held.save(update_fields=["reply", "replied_by", "replied_at"])
    forget(DraftKind.REPLY, comment_key(held.pk), of_person(person(by).pk))
    record(held.round.code, "review.comment_replied", {"number": held.number}, by=by, at=at)
    return held


def check_read(held: Comment, seen: str) -> None:
    """Two who look after one comment undo nothing of each other's."""
    if seen and seen != held.mark:
        raise Refused("别人刚刚处理过这条意见，请看过现在的样子再办。")


@act("review.comments_closed")
def close_round(asked: CommentRound, *, summary: str, by: Actor, at: datetime) -> CommentRound:
    """End a round after its term: every comment has its reply, or one common reply covers the rest."""
    authority.check_role(by.role, authority.ORGANISERS, "结束征求意见")
    held = CommentRound.objects.select_for_update().get(pk=asked.pk)
    if held.closed_at is not None:
        raise Refused("征求意见已经结束。")
    unanswered, said = held.comments.filter(reply="").count(), within(summary, "综合答复", LONGEST_TEXT)
    comments.check_may_close(unanswered, said, ended=timezone.localdate(at) > held.until_on)
    held.summary, held.closed_at = said, at
    held.save(update_fields=["summary", "closed_at"])
    told = {"comments": held.comments.count(), "common_reply_for": unanswered}
    record(held.code, "review.comments_closed", told, by=by, at=at)
    return held
