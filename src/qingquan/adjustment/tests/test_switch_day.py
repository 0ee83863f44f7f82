"""The day a version switches: midnight in Shanghai, holidays, a worker that was down, what is taken back.

New cases rest on the version of the day they are received; running ones keep theirs, unless their ground is gone.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from qingquan.adjustment import acts, watch
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.words import Change, State, TriggerCode
from qingquan.cases import acts as cases
from qingquan.cases.acts import MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Channel, MaterialWay, Stage
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import SHANGHAI, Cast, at, gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.models import StoppedCase
from qingquan.forfeits.words import StopDecision
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from tests.county import County, found

pytestmark = pytest.mark.django_db
SWITCH = date(2026, 3, 9)
NATIONAL_DAY = date(2026, 10, 1)


def shanghai(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI)


def switched(county: County, on: date = SWITCH) -> tuple[ItemVersion, ItemVersion]:
    """The small county's licence with a second version from a day on, promised in 10 days instead of 14."""
    first = county.version
    second = ItemVersion.objects.create(
        item=first.item,
        number=2,
        name="取水许可",
        elements={},
        digest="1" * 64,
        case_kind="committed",
        legal_days=20,
        promise_days=10,
        accept_days=5,
        deliver_days=10,
        online=True,
        procedure=first.procedure,
    )
    ItemVersion.objects.filter(pk=first.pk).update(state="replaced", until_on=on - timedelta(days=1))
    ItemVersion.objects.filter(pk=second.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=second.pk).update(state="published", from_on=on, published_at=shanghai(on, 0))
    return ItemVersion.objects.get(pk=first.pk), ItemVersion.objects.get(pk=second.pk)


def receive(county: County, version: ItemVersion, moment: datetime) -> Case:
    return cases.receive(
        version,
        county.applicant,
        answers={},
        materials=[MaterialGiven(name, MaterialWay.PAPER) for name in ("取水许可申请书", "建设项目水资源论证报告书")],
        channel=Channel.COUNTY,
        by=county.clerk.acts,
        at=moment,
    )


LAST_SECOND = shanghai(SWITCH - timedelta(days=1), 23, 59, 59)
FIRST_SECOND = shanghai(SWITCH, 0)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        pytest.param(LAST_SECOND, 1, id="the second before midnight"),
        pytest.param(LAST_SECOND.replace(microsecond=999_999), 1, id="the microsecond before"),
        pytest.param(FIRST_SECOND, 2, id="midnight itself"),
        pytest.param(shanghai(SWITCH, 0, 1), 2, id="the minute after"),
        pytest.param(LAST_SECOND.astimezone(UTC), 1, id="before midnight, told in UTC"),
        pytest.param(FIRST_SECOND.astimezone(UTC), 2, id="midnight, told in UTC, still the day before there"),
    ],
)
def test_a_case_rests_on_the_version_of_the_day_it_is_received_in_shanghai(moment: datetime, number: int) -> None:
    county = found()
    right, wrong = switched(county)[:: 1 if number == 1 else -1]
    with pytest.raises(IntegrityError, match="已公布生效的事项版本"), transaction.atomic():
        receive(county, wrong, moment)
    case = receive(county, right, moment)
    assert Case.objects.get(number=case.number).version.number == number


def test_the_switch_asks_for_no_worker_and_for_no_working_day() -> None:
    county = found()
    first, second = switched(county, NATIONAL_DAY)
    old = receive(county, first, shanghai(NATIONAL_DAY - timedelta(days=1), 17))
    new = receive(county, second, shanghai(NATIONAL_DAY, 0, 30))
    # Both clocks begin on the first day worked after the holiday; each promises what its own version does.
    for case in (old, new):
        cases.accept(case.number, by=county.clerk.acts, at=shanghai(date(2026, 10, 8), 9))
    due = {case.pk: case.promised_due_on for case in Case.objects.all()}
    assert due[old.pk] == date(2026, 10, 27)
    assert due[new.pk] == date(2026, 10, 21)


def test_a_running_case_keeps_its_version_to_the_end() -> None:
    county = found()
    case = county.accept(TODAY)
    before = Case.objects.get(pk=case.pk)
    switched(county)
    after = Case.objects.get(pk=case.pk)
    assert (after.version_id, after.promised_due_on) == (before.version_id, before.promised_due_on)
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(version=ItemVersion.objects.get(number=2))


# What the adjustment itself notes of the day.


@pytest.fixture
def cast() -> Cast:
    return gather()


def filed(cast: Cast, from_on: date, **changes: Any) -> Adjustment:
    """An element change published and filed today, from a day on."""
    version = cast.published()
    draft = catalogue.revise(
        version.item, cast.facts(**({"promise": Span(20)} | changes)), by=cast.administrator, at=at()
    )
    made = acts.raise_trigger(
        TriggerCode.DA06,
        organ=cast.water,
        item=version.item,
        source="窗口地址变化。",
        source_key="窗口",
        effective_on=TODAY,
        by=cast.establishment,
        at=at(),
    )
    made = acts.apply(made, Change.ELEMENTS, "窗口搬迁，只改地址。", version=draft, by=cast.administrator, at=at())
    for who in (cast.establishment, cast.legal):
        made = acts.review(made, True, "同意。", by=who, at=at())
    made = acts.publish(made, "清府办〔2026〕3号", from_on=from_on, by=cast.government, at=at())
    acts.file(made, "市委编办", "备7", filed_on=TODAY, by=cast.establishment, at=at())
    return Adjustment.objects.get(pk=made.pk)


def state(made: Adjustment) -> str:
    return Adjustment.objects.get(pk=made.pk).state


def test_the_worker_notes_the_switch_at_midnight_and_not_a_second_before(cast: Cast) -> None:
    made = filed(cast, SWITCH)
    watch.look(LAST_SECOND)
    assert state(made) == State.FILED
    watch.look(FIRST_SECOND.astimezone(UTC))
    assert state(made) == State.SWITCHED


@pytest.mark.parametrize("back", [SWITCH, SWITCH + timedelta(days=3), SWITCH + timedelta(days=300)])
def test_a_worker_that_was_down_notes_it_once_and_the_term_runs_from_the_day_itself(cast: Cast, back: date) -> None:
    made = filed(cast, SWITCH)
    for hour in (1, 2):
        watch.look(at(back, hour))
    made.refresh_from_db()
    assert (made.state, made.term_from) == (State.SWITCHED, SWITCH)
    # Ten working days after 9 March.
    assert made.due_on == date(2026, 3, 23)
    assert Entry.objects.filter(subject=made.number, kind="adjustment.switched").count() == 1


def test_what_is_filed_after_its_day_is_due_from_the_filing(cast: Cast) -> None:
    made = filed(cast, TODAY + timedelta(days=1))
    Adjustment.objects.filter(pk=made.pk).update(term_from=SWITCH)
    watch.look(at(SWITCH))
    made.refresh_from_db()
    assert (made.state, made.term_from) == (State.SWITCHED, SWITCH)


def test_a_holiday_is_a_day_to_switch_and_the_term_counts_working_days_from_it(cast: Cast) -> None:
    made = filed(cast, NATIONAL_DAY)
    watch.look(shanghai(NATIONAL_DAY, 0, 1))
    made.refresh_from_db()
    assert (made.state, made.term_from, made.due_on) == (State.SWITCHED, NATIONAL_DAY, date(2026, 10, 20))


def test_a_version_taken_back_before_its_day_never_switches_and_keeps_nobody_else_waiting(cast: Cast) -> None:
    made = filed(cast, SWITCH)
    assert made.version is not None
    catalogue.withdraw(made.version, from_on=SWITCH, reason="窗口不搬了。", by=cast.government, at=at())
    # On the same day another version takes its place.
    third = cast.next_version(made.version, promise=Span(15))
    catalogue.publish(third, from_on=SWITCH, by=cast.government, at=at())
    watch.look(at(SWITCH))
    assert state(made) == State.FILED
    with pytest.raises(Refused, match="生效以前已经撤回"):
        acts.switch(made, at=at(SWITCH))
    assert ItemVersion.objects.in_force(SWITCH).get().number == 3
    assert ItemVersion.objects.in_force(SWITCH - timedelta(days=1)).get().number == 1
    assert acts.close(made, "新版本生效前撤回，另行公布。", by=cast.establishment, at=at(SWITCH)).state == State.CLOSED


def test_what_is_in_force_is_not_closed_as_no_adjustment(cast: Cast) -> None:
    made = filed(cast, SWITCH)
    with pytest.raises(Refused, match="已备案"):
        acts.close(made, "不想改了，结束它。", by=cast.establishment, at=at())
    with pytest.raises(IntegrityError, match="已经公布施行"), transaction.atomic():
        Adjustment.objects.filter(pk=made.pk).update(state="closed", closed_because="不想改了")


def test_two_versions_a_day_apart_each_have_their_day(cast: Cast) -> None:
    made = filed(cast, SWITCH)
    assert made.version is not None
    third = cast.next_version(made.version, promise=Span(15))
    with pytest.raises(Refused, match="生效日期应在其后"):
        catalogue.publish(third, from_on=SWITCH, by=cast.government, at=at())
    catalogue.publish(third, from_on=SWITCH + timedelta(days=1), by=cast.government, at=at())
    watch.look(at(SWITCH + timedelta(days=5)))
    assert state(made) == State.SWITCHED
    days = [SWITCH + timedelta(days=n) for n in (-1, 0, 1)]
    assert [ItemVersion.objects.in_force(day).get().number for day in days] == [1, 2, 3]


def test_a_look_that_comes_second_leaves_the_rest_done(cast: Cast) -> None:
    made = filed(cast, SWITCH)
    late = Adjustment.objects.get(pk=made.pk)
    acts.switch(made, at=at(SWITCH))
    with pytest.raises(Refused):
        acts.switch(late, at=at(SWITCH))
    assert watch.look(at(SWITCH)) == 0


# Running cases are pinned, unless the ground of their item is gone.


def void(county: County, at_: datetime, **told: Any) -> Adjustment:
    given: dict[str, Any] = {"document_no": "（2026）省行终12号", "effective_on": at_.date(), **told}
    return acts.raise_trigger(
        TriggerCode.DA05,
        organ=county.organ,
        item=county.item,
        source="判决认定没有依据。",
        source_key="判决",
        by=SYSTEM,
        at=at_,
        **given,
    )


def stopped() -> list[tuple[str, str]]:
    return list(StoppedCase.objects.order_by("pk").values_list("case__number", "decision"))


def test_cases_received_after_the_ground_was_found_gone_are_stopped_too() -> None:
    county = found()
    before = receive(county, county.version, shanghai(TODAY, 9))
    made = void(county, shanghai(TODAY, 10))
    after = receive(county, county.version, shanghai(TODAY, 11))
    assert stopped() == [(before.number, "")]
    watch.look(shanghai(TODAY, 11, 1))
    watch.look(shanghai(TODAY, 11, 2))
    assert stopped() == [(before.number, ""), (after.number, "")]
    assert Entry.objects.get(kind="adjustment.newcomers_stopped").subject == made.number


def test_what_was_decided_of_a_stopped_case_is_not_stopped_again() -> None:
    county = found()
    case = receive(county, county.version, shanghai(TODAY, 9))
    void(county, shanghai(TODAY, 10))
    forfeits.decide_stopped(
        StoppedCase.objects.get(), StopDecision.CONTINUE, "申请人的信赖值得保护。", by=SYSTEM, at=shanghai(TODAY, 11)
    )
    watch.look(shanghai(TODAY, 11, 1))
    assert stopped() == [(case.number, "continue")]
    assert Case.objects.get(number=case.number).stage == Stage.RECEIVED


def test_after_the_adjustment_is_done_with_nothing_is_stopped_for_it() -> None:
    county = found()
    made = void(county, shanghai(TODAY, 10))
    acts.close(made, "判决被再审撤销。", by=SYSTEM, at=shanghai(TODAY, 10, 30))
    receive(county, county.version, shanghai(TODAY, 11))
    watch.look(shanghai(TODAY, 11, 1))
    assert stopped() == []
    with pytest.raises(Refused, match="没有停办的理由"):
        acts.stop_newcomers(made, at=shanghai(TODAY, 12))


def test_another_change_stops_no_case() -> None:
    county = found()
    receive(county, county.version, shanghai(TODAY, 9))
    acts.raise_trigger(
        TriggerCode.DA02,
        organ=county.organ,
        item=county.item,
        source="上级调整。",
        source_key="调整",
        effective_on=TODAY,
        by=SYSTEM,
        at=shanghai(TODAY, 10),
    )
    watch.look(shanghai(TODAY, 10, 1))
    assert stopped() == []


def test_a_judgment_not_yet_in_effect_stops_nothing() -> None:
    county = found()
    receive(county, county.version, shanghai(TODAY, 9))
    with pytest.raises(Refused, match="还没有生效"):
        void(county, shanghai(TODAY, 10), effective_on=TODAY + timedelta(days=1))
    assert stopped() == []
