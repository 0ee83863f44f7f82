"""Launch, acknowledge, report, sign, give back, move on: who may, when, and what the database holds to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from qingquan.campaign import acts
from qingquan.campaign.models import Campaign, OrganReport, ReportedItem
from qingquan.campaign.reading import current
from qingquan.campaign.rules.gates import GateFacts
from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.tests.cast import LAUNCHED, TERMS, TODAY, Cast, at, gather, plain
from qingquan.campaign.words import CampaignStage, ItemOrigin, ReportState
from qingquan.catalogue.rules.parts import Span
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def kinds(subject: str) -> list[str]:
    return [entry.kind for entry in Entry.objects.of(subject)]


def test_a_campaign_gives_every_organ_its_task_and_every_stage_its_term(cast: Cast) -> None:
    campaign = cast.launch()
    assert current() == campaign
    assert campaign.number == "QL2026-01"
    assert [report.due_on for report in campaign.reports.all()] == [TERMS[CampaignStage.SELF_REPORT]] * 2
    assert campaign.terms.count() == len(CampaignStage)
    # A stage without a term of its own has until the campaign's end.
    assert campaign.terms.get(stage="evaluation").due_on == TERMS[CampaignStage.INSPECTION_ACCEPTANCE]
    assert kinds(campaign.number) == ["campaign.launched"]


def test_only_the_office_launches_and_only_one_campaign_at_a_time(cast: Cast) -> None:
    with pytest.raises(Refused, match="清理审核专班"):
        acts.launch("一", "", baseline_on=TODAY, terms=TERMS, organs=[cast.water], by=cast.head, at=at())
    cast.launch()
    with pytest.raises(Refused, match="还没有结束"):
        cast.launch()
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.create(number="X", name="又一次", baseline_on=TODAY, started_at=at())


def test_terms_that_run_backwards_are_refused(cast: Cast) -> None:
    wrong = TERMS | {CampaignStage.TWO_WAY_CHECK: LAUNCHED + timedelta(days=2)}
    with pytest.raises(Refused, match="双向比对"):
        acts.launch("一", "", baseline_on=TODAY, terms=wrong, organs=[cast.water], by=cast.office, at=at())


def test_who_acknowledges_becomes_the_contact(cast: Cast) -> None:
    report = cast.report()
    assert (report.state, report.contact) == (ReportState.ACKNOWLEDGED, cast.administrator.account)
    with pytest.raises(Refused, match="已经确认"):
        acts.acknowledge(report, by=cast.head, at=at())


def test_nobody_answers_for_another_organ(cast: Cast) -> None:
    forest = OrganReport.objects.get(campaign=cast.launch(), organ=cast.forest)
    with pytest.raises(Refused, match="本机关"):
        acts.acknowledge(forest, by=cast.head, at=at())
    acts.acknowledge(forest, by=cast.forest_head, at=at())
    with pytest.raises(Refused, match="谁行使"):
        acts.enter_item(forest, plain(), by=cast.administrator, at=at())


def test_nothing_is_reported_before_the_task_is_acknowledged(cast: Cast) -> None:
    report = OrganReport.objects.get(campaign=cast.launch(), organ=cast.water)
    with pytest.raises(Refused, match="先确认"):
        acts.enter_item(report, plain(), by=cast.administrator, at=at())


def test_an_item_is_entered_with_its_organ_and_linked_to_the_catalogue(cast: Cast) -> None:
    version = cast.catalogue.published()
    row = cast.entered(cast.report(), plain(organ_name="", organ_uscc=""))
    assert row.item == version.item
    assert row.facts().organ_name == cast.water.name
    assert (row.cases_last_year, row.revision, row.origin) == (12, 1, ItemOrigin.PAGE)


def test_a_power_without_a_code_gets_a_local_one(cast: Cast) -> None:
    report = cast.report()
    assert [cast.entered(report, plain(code="", name=name)).code for name in ("甲", "乙")] == [
        "XZ-013-0001",
        "XZ-013-0002",
    ]


def test_a_code_is_reported_once_and_never_that_of_another_organ(cast: Cast) -> None:
    report = cast.report()
    cast.entered(report)
    with pytest.raises(Refused, match="已经在本机关的申报里"):
        cast.entered(report)
    cast.catalogue.published(code="990101SL-XK-0001")
    forest = OrganReport.objects.get(campaign=report.campaign, organ=cast.forest)
    acts.acknowledge(forest, by=cast.forest_administrator, at=at())
    with pytest.raises(Refused, match="清泉县水利局"):
        acts.enter_item(forest, plain(code="990101SL-XK-0001"), by=cast.forest_administrator, at=at())


def test_the_second_of_two_people_is_shown_what_the_first_wrote(cast: Cast) -> None:
    row = cast.entered(cast.report())
    changed = acts.change_item(row, plain(promise=Span(20)), expected=1, by=cast.administrator, at=at())
    assert changed.revision == 2
    assert changed.particulars() == row.particulars()
    with pytest.raises(acts.Stale) as stale:
        acts.change_item(row, plain(promise=Span(25)), expected=1, by=cast.administrator, at=at())
    assert stale.value.item.facts().promise == Span(20)


def test_what_is_dropped_stays_told_in_the_ledger(cast: Cast) -> None:
    row = cast.entered(cast.report())
    with pytest.raises(Refused, match="为什么"):
        acts.drop_item(row, expected=1, reason=" ", by=cast.administrator, at=at())
    acts.drop_item(row, expected=1, reason="已划转", by=cast.administrator, at=at())
    assert not ReportedItem.objects.exists()
    dropped = Entry.objects.get(kind="campaign.item_dropped")
    assert (dropped.facts["name"], dropped.facts["reason"]) == ("取水许可", "已划转")


def test_last_years_list_is_copied_once(cast: Cast) -> None:
    cast.catalogue.published()
    report = cast.report()
    assert acts.copy_last(report, by=cast.administrator, at=at()) == 1
    row = ReportedItem.objects.get()
    assert (row.origin, row.cases_last_year, row.item_id is None) == (ItemOrigin.COPIED, 0, False)
    assert acts.copy_last(report, by=cast.administrator, at=at()) == 0


def test_only_the_head_signs_and_types_the_words(cast: Cast) -> None:
    report = cast.report()
    cast.entered(report)
    with pytest.raises(Refused, match="机关负责人"):
        acts.sign(report, STATEMENT, by=cast.administrator, at=at())
    with pytest.raises(Refused, match="本机关负责人"):
        acts.sign(report, STATEMENT, by=cast.forest_head, at=at())
    with pytest.raises(Refused, match="完整输入"):
        acts.sign(report, "同意", by=cast.head, at=at())
    signed = acts.sign(report, f" {STATEMENT}。", by=cast.head, at=at())
    assert (signed.state, signed.statement, signed.signed_by) == (ReportState.SIGNED, STATEMENT, cast.head.account)


def test_not_even_the_system_signs_for_a_head(cast: Cast) -> None:
    with pytest.raises(Refused, match="本机关负责人"):
        acts.sign(cast.report(), STATEMENT, by=SYSTEM, at=at())


def test_a_promise_longer_than_the_law_is_not_signed(cast: Cast) -> None:
    report = cast.report()
    cast.entered(report, plain(promise=Span(50)))
    with pytest.raises(Refused, match="取水许可"):
        cast.signed(report)


def test_a_signed_report_stands_until_it_is_given_back(cast: Cast) -> None:
    report = cast.report()
    row = cast.entered(report)
    cast.signed(report)
    with pytest.raises(Refused, match="已经签字"):
        cast.entered(report, plain(code="990101SL-XK-0002"))
    with pytest.raises(Refused, match="退回理由"):
        acts.give_back(report, " ", by=cast.office, at=at())
    acts.give_back(report, "漏报水土保持。", by=cast.office, at=at())
    acts.change_item(row, plain(promise=Span(20)), expected=1, by=cast.administrator, at=at())
    assert cast.signed(report).given_back_reason == "漏报水土保持。"
    assert kinds(report.subject) == [
        "campaign.acknowledged",
        "campaign.item_entered",
        "campaign.report_signed",
        "campaign.report_given_back",
        "campaign.item_changed",
        "campaign.report_signed",
    ]


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE campaign_reporteditem SET name = '别的'", "reported_is_signed"),
        ("DELETE FROM campaign_reporteditem", "reported_is_signed"),
        ("UPDATE campaign_organreport SET state = 'acknowledged' WHERE state = 'signed'", "report_goes_its_way"),
        ("UPDATE campaign_organreport SET signed_at = now() WHERE state = 'signed'", "report_keeps_its_signature"),
        ("UPDATE campaign_organreport SET state = 'given_back' WHERE state = 'signed'", "report_keeps_its_signature"),
        ("UPDATE campaign_organreport SET state = 'signed' WHERE state = 'asked'", "report_goes_its_way"),
        ("DELETE FROM campaign_organreport WHERE state = 'asked'", "sent_stays_as_it_was"),
    ],
)
def test_the_database_keeps_what_was_signed(cast: Cast, statement: str, constraint: str) -> None:
    report = cast.report()
    cast.entered(report)
    cast.signed(report)
    with pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)
    assert broken.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_an_item_slips_into_no_signed_report(cast: Cast) -> None:
    report = cast.report()
    row = cast.entered(report)
    cast.signed(report)
    row.pk, row.code = None, "990101SL-XK-0009"
    with pytest.raises(IntegrityError, match="负责人签字"), transaction.atomic():
        row.save(force_insert=True)


def test_a_stage_is_left_only_through_its_gate(cast: Cast) -> None:
    campaign = cast.launch()
    with pytest.raises(Refused, match="未确认任务的机关 2 个（清泉县水利局、清泉县林业局）"):
        acts.move_on(campaign, by=cast.office, at=at())
    for report, by in zip(campaign.reports.order_by("organ__seq"), [cast.head, cast.forest_head], strict=True):
        acts.acknowledge(report, by=by, at=at())
    assert acts.move_on(campaign, by=cast.office, at=at()).stage == CampaignStage.BASIS_INVENTORY
    with pytest.raises(Refused, match="司法局"):
        acts.move_on(campaign, by=cast.office, at=at())
    with pytest.raises(Refused, match="司法局审核员"):
        acts.confirm_basis(campaign, "收录 120 件。", by=cast.office, at=at())
    acts.confirm_basis(campaign, "收录 120 件。", by=cast.catalogue.legal, at=at())
    assert acts.move_on(campaign, by=cast.office, at=at()).stage == CampaignStage.SELF_REPORT
    terms = campaign.terms.exclude(left_at=None).order_by("due_on")
    assert [term.stage for term in terms] == ["launch", "basis_inventory"]


def test_a_second_click_leaves_no_second_stage(cast: Cast) -> None:
    campaign = cast.launch()
    note = "县政府第5次常务会议同意（清府阅〔2026〕5号）"
    given = {"exception": note, "by": cast.catalogue.government, "at": at(), "leaving": CampaignStage.LAUNCH}
    acts.move_on(campaign, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="“动员部署”已经完成，现在是“依据梳理”"):
        acts.move_on(campaign, **given)  # type: ignore[arg-type]
    assert Campaign.objects.get().stage == CampaignStage.BASIS_INVENTORY


def test_a_new_item_sent_twice_is_reported_once(cast: Cast) -> None:
    report = cast.report()
    cast.entered(report, plain(code="", name="水工程建设规划同意书"))
    with pytest.raises(Refused, match=r"内容相同的“水工程建设规划同意书”已经在本机关的申报里（XZ-013-0001）"):
        cast.entered(report, plain(code="", name="水工程建设规划同意书"))
    # Of the same name with other contents it is another power.
    cast.entered(report, plain(code="", name="水工程建设规划同意书", promise=Span(3)))
    assert report.items.count() == 2


def test_past_an_open_gate_only_the_government_leads_and_the_record_says_what_was_open(cast: Cast) -> None:
    campaign = cast.launch()
    note = "县政府第5次常务会议同意（清府阅〔2026〕5号）"
    with pytest.raises(Refused, match="县政府办"):
        acts.move_on(campaign, exception=note, by=cast.office, at=at())
    acts.move_on(campaign, exception=note, by=cast.catalogue.government, at=at())
    kept = campaign.terms.get(stage="launch").exception
    assert note in kept
    assert "清泉县水利局" in kept


def test_the_numbers_of_higher_rooms_open_their_gates(cast: Cast) -> None:
    campaign = cast.launch()
    Campaign.objects.filter(pk=campaign.pk).update(stage=CampaignStage.TWO_WAY_CHECK)
    with pytest.raises(Refused, match="双向比对还没有进行"):
        acts.move_on(campaign, by=cast.office, at=at())
    with pytest.raises(Refused, match="3 个"):
        acts.move_on(campaign, facts=GateFacts(comparisons=1, differences_untasked=3), by=cast.office, at=at())
    passed = GateFacts(comparisons=1, differences_untasked=0)
    assert acts.move_on(campaign, facts=passed, by=cast.office, at=at()).stage == CampaignStage.FIRST_REVIEW


def test_what_a_caller_says_of_signatures_is_not_believed(cast: Cast) -> None:
    campaign = cast.launch()
    Campaign.objects.filter(pk=campaign.pk).update(stage=CampaignStage.SELF_REPORT)
    with pytest.raises(Refused, match="未签字"):
        acts.move_on(campaign, facts=GateFacts(unsigned=()), by=cast.office, at=at())


def test_leaving_the_last_stage_ends_the_campaign(cast: Cast) -> None:
    campaign = cast.launch()
    Campaign.objects.filter(pk=campaign.pk).update(stage=CampaignStage.INSPECTION_ACCEPTANCE)
    acts.move_on(campaign, facts=GateFacts(forfeits_open=0, promises_uncut=0), by=cast.office, at=at())
    assert current() is None
    with pytest.raises(Refused, match="已经结束"):
        acts.move_on(campaign, by=cast.office, at=at())
    report = replace_report(campaign)
    with pytest.raises(Refused, match="已经结束"):
        acts.acknowledge(report, by=cast.head, at=at())


def replace_report(campaign: Campaign) -> OrganReport:
    return OrganReport.objects.get(campaign=campaign, organ__seq="013")
