"""Experts: registered, asked, declaring, scoring under seal; then the panel says what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused, parameter
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import Account, Actor, Tenure
from qingquan.places.words import Role
from qingquan.review.acts.documents import issue_report
from qingquan.review.acts.hold import hold, hold_item, person
from qingquan.review.acts.writing import forget
from qingquan.review.models import Expert, Panel, ScoreSheet, Seat
from qingquan.review.rules import authority, opinions, scoring
from qingquan.review.rules.owners import of_person, seat_key
from qingquan.review.rules.texts import (
    LONGEST_DECLARATION,
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    within,
)
from qingquan.review.words import Dimension, DraftKind


@act("review.expert_registered")
def register_expert(
    name: str, *, employer: str, field: str, by: Actor, at: datetime, account: Account | None = None
) -> Expert:
    """Register somebody who may be asked; with an official's account they score for themselves."""
    authority.check_role(by.role, authority.ORGANISERS, "登记评审专家")
    name, employer = within(name, "姓名", LONGEST_NUMBER), within(employer, "工作单位", LONGEST_NAME)
    field = within(field, "专业领域", LONGEST_NAME)
    if not (name and employer and field):
        raise Refused("请填写专家的姓名、工作单位和专业领域。")
    if account is not None and not account.is_official:
        raise Refused("专家自己评分须用工作人员账号；没有账号的由清理审核专班凭纸质评分表录入。")
    if account is not None and is_taken(account):
        raise Refused("这个账号已经登记为另一位专家。")
    made, new = Expert.objects.get_or_create(
        name=name, employer=employer, defaults={"field": field, "account": account, "registered_at": at}
    )
    if not new:
        raise Refused(f"{employer}的{name}已经登记。")
    record(f"expert/{made.pk}", "review.expert_registered", {"own_account": account is not None}, by=by, at=at)
    return made


def is_taken(account: Account) -> bool:
    """Whether the account is an expert's already; locked, so that two do not register it at once."""
    Account.objects.select_for_update().get(pk=account.pk)
    return Expert.objects.filter(account=account).exists()


@act("review.panel_opened")
def open_panel(
    reported: ReportedItem,
    experts: Sequence[Expert],
    *,
    question: str,
    due_on: date,
    by: Actor,
    at: datetime,
    quorum: int | None = None,
) -> Panel:
    """Ask experts about an item, each to score by a day; the quorum is the county's least, or more."""
    authority.check_role(by.role, authority.ORGANISERS, "发起评估论证")
    dossier = hold(reported, at)
    least = parameter("review_quorum").number
    needed = quorum or least
    today = timezone.localdate(at)
    if dossier.panel is not None and dossier.panel.closed_at is None:
        raise Refused("这个事项的评估论证正在进行。")
    if needed < least or len(set(experts)) < needed:
        raise Refused(f"法定人数不少于 {least} 人，邀请的专家不少于法定人数。")
    if due_on <= today:
        raise Refused("评分期限应在今天以后。")
    for each in experts:
        check_may_be_asked(each, dossier.reported, today)
    panel = Panel.objects.create(
        number=f"PG{today.year}{next_number(f'panel/{today.year}'):05d}",
        reported=dossier.reported,
        revision=dossier.reported.revision,
        question=opinions.check_reasons(question, "论证"),
        quorum=needed,
        due_on=due_on,
        opened_by=person(by),
        opened_at=at,
    )
    Seat.objects.bulk_create([Seat(panel=panel, expert=each, invited_at=at) for each in dict.fromkeys(experts)])
    told = {"item": dossier.reported.code, "experts": len(set(experts)), "quorum": needed, "due_on": due_on.isoformat()}
    record(panel.number, "review.panel_opened", told, by=by, at=at)
    return panel


@act("review.expert_invited")
def invite(panel: Panel, expert: Expert, *, by: Actor, at: datetime) -> Seat:
    """Ask one more expert, for one who recused themselves or for a quorum that is not reached."""
    authority.check_role(by.role, authority.ORGANISERS, "邀请评审专家")
    held, today = hold_panel(panel), timezone.localdate(at)
    if held.seats.filter(expert=expert).exists():
        raise Refused(f"{expert.name}已在专家之列。")
    check_may_be_asked(expert, held.reported, today)
    scoring.check_may_widen(invited_to(held), held.due_on, today, held.quorum)
    made = Seat.objects.create(panel=held, expert=expert, invited_at=at)
    record(held.number, "review.expert_invited", {"expert": expert.pk}, by=by, at=at)
    return made


@act("review.panel_prolonged")
def prolong(panel: Panel, due_on: date, *, by: Actor, at: datetime) -> Panel:
    """Give the experts more time, while nobody has read what they scored."""
    authority.check_role(by.role, authority.ORGANISERS, "延长评分期限")
    held = hold_panel(panel)
    if due_on <= max(held.due_on, timezone.localdate(at)):
        raise Refused(f"新的期限应晚于{held.due_on}和今天。")
    scoring.check_may_widen(invited_to(held), held.due_on, timezone.localdate(at), held.quorum)
    held.due_on = due_on
    held.save(update_fields=["due_on"])
    record(held.number, "review.panel_prolonged", {"due_on": due_on.isoformat()}, by=by, at=at)
    return held


@act("review.expert_declared")
def declare(seat: Seat, *, conflict: bool, declaration: str, by: Actor, at: datetime) -> Seat:
    """Say whether one has an interest in the matter; who has, takes no part."""
    held = hold_seat(seat, by)
    if held.conflict is not None:
        raise Refused("已经声明过，不能更改；情况有变的请联系清理审核专班另请专家。")
    said = within(declaration, "利害关系说明", LONGEST_DECLARATION)
    if conflict and not said:
        raise Refused("请写明是什么利害关系。")
    if not conflict:
        check_no_tie(held.expert, held.panel.reported, timezone.localdate(at))
    held.conflict, held.declaration, held.declared_at = conflict, said, at
    held.save(update_fields=["conflict", "declaration", "declared_at"])
    record(held.panel.number, "review.expert_declared", {"expert": held.expert_id, "recused": conflict}, by=by, at=at)
    return held


@act("review.scored")
def score(
    seat: Seat, scores: Mapping[Dimension, int], *, opinion: str, by: Actor, at: datetime, source: str = ""
) -> ScoreSheet:
    """Score an item in eight dimensions, once; who enters a paper sheet for an expert names the sheet."""
    held = hold_seat(seat, by)
    scoring.check_may_score(held.as_invited())
    check_no_tie(held.expert, held.panel.reported, timezone.localdate(at))
    said, paper = within(opinion, "专家意见", LONGEST_TEXT), within(source, "纸质评分表的编号", LONGEST_NUMBER)
    scoring.check_sheet(scores, said)
    for_another = held.expert.account_id != by.account_id
    if for_another and not paper:
        raise Refused("代为录入的，请填写纸质评分表的编号，原件存档。")
    made = ScoreSheet.objects.create(
        seat=held,
        scores={dimension.value: scores[dimension] for dimension in Dimension},
        opinion=said,
        source=paper if for_another else "",
        entered_by=person(by),
        given_at=at,
    )
    forget(DraftKind.SCORES, seat_key(held.pk), of_person(person(by).pk))
    # The scores themselves stay sealed: the record is public.
    record(held.panel.number, "review.scored", {"expert": held.expert_id, "on_paper": for_another}, by=by, at=at)
    return made


@act("review.panel_closed")
def close_panel(panel: Panel, *, conclusion: str, by: Actor, at: datetime) -> Panel:
    """Break the seals, count, and say what the evaluation comes to; its report is issued."""
    authority.check_role(by.role, authority.ORGANISERS, "结束评估论证")
    held = hold_panel(panel)
    seats = list(held.seats.select_related("sheet", "expert"))
    today = timezone.localdate(at)
    scoring.check_may_close([seat.as_invited() for seat in seats], held.due_on, today, held.quorum)
    summary = scoring.summarise([seat.sheet.as_scores() for seat in seats if hasattr(seat, "sheet")])
    held.conclusion = opinions.check_reasons(conclusion, "论证结论")
    held.means = {dimension.value: str(mean) for dimension, mean in summary.means.items()}
    held.sheets, held.vetoes, held.closed_at = summary.sheets, summary.vetoes, at
    held.document = issue_report(held, seats, summary, by, at)
    held.save(update_fields=["conclusion", "means", "sheets", "vetoes", "closed_at", "document"])
    told = {"sheets": summary.sheets, "vetoes": summary.vetoes, "total": str(summary.total)}
    told |= {"document": held.document.check_code}
    record(held.number, "review.panel_closed", told, by=by, at=at)
    return held


def means_of(panel: Panel) -> dict[Dimension, Fraction]:
    """The stored means again, exact."""
    return {Dimension(name): Fraction(text) for name, text in (panel.means or {}).items()}


def invited_to(panel: Panel) -> list[scoring.Invited]:
    """Who was asked, as the rules see them."""
    return [seat.as_invited() for seat in panel.seats.select_related("sheet")]


def check_may_be_asked(expert: Expert, reported: ReportedItem, today: date) -> None:
    """On the register, and without a part in what is evaluated."""
    if expert.left_on is not None and expert.left_on <= today:
        raise Refused(f"{expert.name}已退出专家名册，不能邀请。")
    check_no_tie(expert, reported, today)


def check_no_tie(expert: Expert, reported: ReportedItem, today: date) -> None:
    """What the county's own records tell of an interest, whatever the expert declares."""
    if expert.account_id is None:
        return
    own = Tenure.objects.on(today).filter(account=expert.account_id, post__organ=reported.report.organ_id)
    signed = reported.report.signed_by_id == expert.account_id
    spoken = signed or reported.opinions.filter(given_by=expert.account_id).exists()
    scoring.check_no_tie(expert.name, in_organ=own.exists(), has_spoken=spoken)


def hold_panel(panel: Panel) -> Panel:
    """The panel as it is now, locked with its item; one that has ended or was overtaken stays as it is."""
    hold_item(panel.reported)
    held = Panel.objects.select_related("reported__report__organ").select_for_update(of=("self",)).get(pk=panel.pk)
    if held.closed_at is not None:
        raise Refused("评估论证已经结束。")
    if held.overtaken:
        raise Refused("部门在论证发起以后更正了申报，这次论证不再进行；需要论证的，请重新发起。")
    return held


def hold_seat(seat: Seat, by: Actor) -> Seat:
    """The seat, locked with its panel, for the expert themselves or for who enters a paper sheet for them."""
    panel = hold_panel(seat.panel)
    # Read only now: whoever was before us at the lock may have declared or scored.
    held = Seat.objects.select_related("expert", "sheet").get(pk=seat.pk)
    held.panel = panel
    own = held.expert.account_id is not None and held.expert.account_id == by.account_id
    if not own and held.expert.account_id is not None:
        raise Refused(f"{held.expert.name}有自己的账号，须由本人声明和评分。")
    if not own:
        authority.check_role(by.role, (Role.CAMPAIGN_OFFICE,), "代专家录入")
    return held
