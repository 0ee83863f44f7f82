"""The demonstration's review: opinions, a disagreement, experts and the public heard, the first decisions.

All that is said is made up for the demonstration. Decisions here leave the published list as it is.
"""

from collections.abc import Sequence
from datetime import date, datetime

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.reading import current
from qingquan.campaign.words import ReportState
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.demo.cast import Cast
from qingquan.demo.clearing import review_words as words
from qingquan.demo.founding import SHANGHAI
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.models import CommentRound, Expert, Panel
from qingquan.review.rules.matter import basis_of
from qingquan.review.rules.particulars import Particulars
from qingquan.review.words import CancelGround, DecisionCode, Dimension, Stance

K = DecisionCode
REVIEWED, CONCLUDED, ASKED, SCORED, ANSWERED = (date(2026, 11, day) for day in (10, 11, 9, 17, 13))
DECIDED, CLOSED = date(2026, 11, 19), date(2026, 11, 20)
COMMENTS_UNTIL, ASKED_UNTIL, SCORES_UNTIL = date(2026, 11, 18), date(2026, 12, 4), date(2026, 12, 4)
# How many items each part takes, in this order; a county that reported fewer gets what there is.
AGREED, ONE_SIDED, DECIDED_OF_THEM = 16, 4, 8


def furnish(cast: Cast) -> None:
    """From the first opinions to the first decisions; nothing where no report was signed."""
    campaign = current()
    if campaign is None:
        return
    signed = ReportedItem.objects.filter(report__campaign=campaign, report__state=ReportState.SIGNED)
    # Where the catalogue has nothing in hand, so that keeping an item changes nothing.
    untouched = ItemVersion.objects.newest().filter(state=VersionState.PUBLISHED).values("item")
    items = list(signed.filter(item__in=untouched).select_related(*RELATED).order_by("report__organ__seq", "code"))
    licences = sorted(
        (item for item in items if item.power_type == "licence" and suits(item)),
        key=lambda item: words.CANCELLED not in item.name,
    )
    others = [item for item in items if item.power_type != "licence" and suits(item)]
    if len(licences) < SPECIAL or not others:
        return
    part = Part(cast)
    experts = part.experts()
    part.plain(others)
    cancelled, disputed, heard, fixed, objected, asked = licences[:SPECIAL]
    part.disputed(disputed, experts)
    part.evaluated(heard, experts)
    part.fixed(fixed)
    part.cancelled(cancelled)
    part.objected(objected)
    part.public(heard, asked)


RELATED = ("report__organ", "report__campaign", "item")
SPECIAL = 6


def suits(item: ReportedItem) -> bool:
    """Whether its bases carry it as reported."""
    return basis_of(item.facts(), REVIEWED).carries


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of office hours."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


class Part:
    """Who does what in the demonstration."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.establishment = cast.official("bianban.establishment_reviewer", REVIEWED)
        self.legal = cast.official("sifa.legal_office_reviewer", REVIEWED)
        self.office = cast.official("bianban.campaign_office", REVIEWED)

    def head_of(self, item: ReportedItem) -> Actor:
        """Who answers for the organ that reported it."""
        key = next(key for key, organ in self.cast.organs.items() if organ.pk == item.report.organ_id)
        return self.cast.official(f"{key}.head", ANSWERED)

    def both(self, item: ReportedItem, code: DecisionCode, other: DecisionCode | None = None) -> None:
        """Each office says what it says of such a power."""
        reasons = words.OPINIONS
        acts.give_opinion(item, code, reasons=reasons["establishment", code], by=self.establishment, at=at(REVIEWED, 9))
        second = other or code
        acts.give_opinion(item, second, reasons=reasons["legal", second], by=self.legal, at=at(REVIEWED, 14))

    def plain(self, items: Sequence[ReportedItem]) -> None:
        """Most items nobody contests: both say so, many are decided; of some only one office has spoken yet."""
        agreed, rest = items[:AGREED], items[AGREED:]
        for item in agreed:
            self.both(item, K.RETAIN)
        for item in agreed[:DECIDED_OF_THEM]:
            self.decide(item, K.RETAIN)
        for n, item in enumerate(rest[: 2 * ONE_SIDED]):
            by, who = (self.establishment, "establishment") if n % 2 else (self.legal, "legal")
            acts.give_opinion(item, K.RETAIN, reasons=words.OPINIONS[who, K.RETAIN], by=by, at=at(REVIEWED, 15))

    def decide(self, item: ReportedItem, code: DecisionCode, particulars: Particulars | None = None) -> None:
        """The establishment office decides as both offices say."""
        acts.decide(
            item,
            code,
            reasons=words.DECISIONS[code],
            particulars=particulars or Particulars(),
            by=self.establishment,
            at=at(DECIDED),
        )

    def experts(self) -> list[Expert]:
        """Five who may be asked, one of whom signs in; the rest fill in paper sheets."""
        own = self.cast.official("zhengwu.centre_manager", REVIEWED).account
        made = [
            acts.register_expert(name, employer=employer, field=field, by=self.office, at=at(REVIEWED, 11))
            for name, employer, field in words.EXPERTS
        ]
        assert own is not None
        signing_in = acts.register_expert(
            own.name, employer="清泉县政务服务中心", field="审批流程", account=own, by=self.office, at=at(REVIEWED, 11)
        )
        return [*made, signing_in]

    def disputed(self, item: ReportedItem, experts: Sequence[Expert]) -> None:
        """The two offices differ; experts have been asked, one has recused himself, two have scored."""
        self.both(item, K.RETAIN, K.RETAIN_AFTER_FIX)
        panel = self.panel(item, experts, words.QUESTION, SCORES_UNTIL)
        seats = list(panel.seats.select_related("expert").filter(expert__account__isnull=True))
        acts.declare(seats[0], conflict=True, declaration=words.INTEREST, by=self.office, at=at(SCORED))
        for n, seat in enumerate(seats[1:3], 1):
            acts.declare(seat, conflict=False, declaration="", by=self.office, at=at(SCORED))
            self.score(seat, n)

    def panel(self, item: ReportedItem, experts: Sequence[Expert], question: str, due_on: date) -> Panel:
        """All five are asked."""
        return acts.open_panel(item, experts, question=question, due_on=due_on, by=self.office, at=at(CONCLUDED, 9))

    def score(self, seat: object, n: int, by: Actor | None = None) -> None:
        """One sheet; the scores differ a little from expert to expert."""
        given = {dimension: 3 + (n + place) % 3 for place, dimension in enumerate(Dimension)}
        source = "" if by else f"清泉纸评〔2026〕{n + 1}号"
        opinion = words.SHEETS[n % len(words.SHEETS)]
        acts.score(seat, given, opinion=opinion, source=source, by=by or self.office, at=at(SCORED, 11))  # type: ignore[arg-type]

    def evaluated(self, item: ReportedItem, experts: Sequence[Expert]) -> None:
        """The offices differed, five experts scored, the offices concluded and decided."""
        self.both(item, K.RETAIN, K.RETAIN_AFTER_FIX)
        panel = self.panel(item, experts, words.QUESTION, CLOSED)
        for n, seat in enumerate(panel.seats.select_related("expert")):
            account = seat.expert.account
            by = self.cast.official("zhengwu.centre_manager", SCORED) if account else None
            acts.declare(seat, conflict=False, declaration="", by=by or self.office, at=at(SCORED))
            self.score(seat, n, by)
        acts.close_panel(panel, conclusion=words.CONCLUSION, by=self.office, at=at(SCORED, 15))
        acts.conclude(item, K.RETAIN, reasons=words.TOGETHER, by=self.legal, at=at(SCORED, 16))
        acts.confirm(item, by=self.establishment, at=at(SCORED, 17))

    def fixed(self, item: ReportedItem) -> None:
        """Something to be put right first; the organ has nothing against it."""
        self.both(item, K.RETAIN_AFTER_FIX)
        acts.answer(item, Stance.ACCEPT, reasons="", by=self.head_of(item), at=at(ANSWERED))
        self.decide(item, K.RETAIN_AFTER_FIX, Particulars(fix=words.FIX, until_on=date(2026, 12, 31)))

    def cancelled(self, item: ReportedItem) -> None:
        """Cancelled above; waits for the government's approval, so the list is as it was."""
        self.both(item, K.CANCEL)
        acts.answer(item, Stance.ACCEPT, reasons="", by=self.head_of(item), at=at(ANSWERED))
        above = Particulars(
            ground=CancelGround.UPPER_CANCELLED, authority="清江市人民政府", document_no="清江政发〔2026〕18号（演示）"
        )
        self.decide(item, K.CANCEL, above)

    def objected(self, item: ReportedItem) -> None:
        """The organ objects; the offices have yet to answer."""
        self.both(item, K.CHANGE_MODE)
        acts.answer(item, Stance.OBJECT, reasons=words.OBJECTION, by=self.head_of(item), at=at(ANSWERED))

    def public(self, heard: ReportedItem, asked: ReportedItem) -> None:
        """One round has ended with every comment answered; another is open."""
        past = self.ask(heard, COMMENTS_UNTIL)
        for name, phone, text, answer in words.COMMENTS:
            said = acts.comment(past, text, name=name, phone=phone, by=None, at=at(CONCLUDED, 20))
            acts.reply(said, answer, by=self.office, at=at(DECIDED, 9))
        acts.close_round(past, summary=words.SUMMARY, by=self.office, at=at(DECIDED, 10))
        self.decide(heard, K.RETAIN)
        now = self.ask(asked, ASKED_UNTIL)
        for name, phone, text, _ in words.COMMENTS[:2]:
            acts.comment(now, text, name=name, phone=phone, by=None, at=at(SCORED, 19))

    def ask(self, item: ReportedItem, until_on: date) -> CommentRound:
        """An item before the public."""
        question = words.ASKED.format(name=item.name)
        return acts.ask_public(item, question=question, until_on=until_on, by=self.office, at=at(ASKED, 9))
