"""Decisions: what each does to the catalogue, to cases, to the organ; that they stand, and how one is set right."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from qingquan.campaign.models import ReportedItem
from qingquan.cases import acts as cases
from qingquan.cases.acts import MaterialGiven
from qingquan.cases.words import Channel, MaterialWay
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import BasisLevel, PowerSource, ServiceObject
from qingquan.deeds.models import Devolution
from qingquan.forfeits.models import Forfeit
from qingquan.law import Refused
from qingquan.papers.models import Document
from qingquan.papers.printed import pdf_of
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor, Applicant
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.places import acts as places
from qingquan.places.words import Role, SubjectNature
from qingquan.review import acts
from qingquan.review.models import Decision, Freeze
from qingquan.review.reading.queue import by_code
from qingquan.review.rules.particulars import Part, Particulars
from qingquan.review.tests.cast import DAY, Cast, K, at, gather, plain
from qingquan.review.words import (
    CancelGround,
    DecisionCode,
    DraftKind,
    FailingKind,
    MergeGround,
    NewMode,
    Stance,
)
from qingquan.statutes import acts as library

pytestmark = pytest.mark.django_db
NEXT = date(2026, 3, 25)
CANCELLED_ABOVE = Particulars(
    ground=CancelGround.UPPER_CANCELLED, authority="清江市人民政府", document_no="清江政发〔2026〕5号"
)


@pytest.fixture
def cast() -> Cast:
    return gather()


def staffed(cast: Cast) -> None:
    """The posts the item's flowchart needs."""
    for role in (Role.HANDLER, Role.REVIEWER, Role.APPROVER):
        code = f"013.{role}"
        places.enter_post(cast.campaigning.water, code=code, name=role.label, role=role, by=SYSTEM, at=at(DAY))


def citizen() -> Applicant:
    """Somebody who applies."""
    account = people.open_account("citizen", "陈民", AccountKind.APPLICANT, by=SYSTEM, at=at(DAY))
    return people.register_applicant(
        kind=ApplicantKind.PERSON,
        name="陈民",
        id_type=IdType.CITIZEN_ID,
        id_number="990101199003070015",
        phone="19900001234",
        account=account,
        by=None,
        at=at(DAY),
    )


def received(applicant: Applicant, version: ItemVersion, day: date) -> bool:
    """Whether an application is taken in on a day; a suspension says no and names its document."""
    given = [MaterialGiven("取水许可申请书", MaterialWay.PAPER)]
    by, now = Actor(applicant.account), at(day)
    try:
        with transaction.atomic():
            cases.receive(version, applicant, answers={}, materials=given, channel=Channel.ONLINE, by=by, at=now)
    except Refused as no:
        if no.cite != "国务院国发〔2026〕1号":
            raise
        return False
    return True


def agreed(cast: Cast, item: ReportedItem, code: DecisionCode) -> None:
    """Both say so, and the organ has nothing against it."""
    cast.both_say(item, code)
    acts.answer(item, Stance.ACCEPT, reasons="", by=cast.head, at=at(DAY, 15))


def in_force(cast: Cast) -> ItemVersion:
    return cast.campaigning.catalogue.published()


def test_what_is_retained_becomes_a_draft_of_the_catalogue(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    made = cast.decide(item, K.RETAIN)
    assert made.version is not None
    assert (made.version.state, made.version.item.organ, made.version.digest) == (
        "draft",
        cast.campaigning.water,
        item.digest,
    )
    assert made.document.number.startswith("清林清决〔2026〕")
    assert made.document.contents["addressee"] == "清泉县水利局"
    assert "异议" in str(made.document.contents["objection"])


def test_what_is_retained_unchanged_goes_on_as_it_is(cast: Cast) -> None:
    version = in_force(cast)
    item = cast.reported(version.facts())
    cast.both_say(item, K.RETAIN)
    made = cast.decide(item, K.RETAIN)
    assert made.version == version
    assert version.item.versions.count() == 1
    assert "继续有效" in made.effect


def test_an_adjusted_item_gets_its_next_version(cast: Cast) -> None:
    version = in_force(cast)
    item = cast.reported(replace(version.facts(), deliver_days=3))
    agreed(cast, item, K.ADJUST)
    made = cast.decide(item, K.ADJUST)
    assert made.version is not None
    assert (made.version.number, made.version.state, made.version.facts().deliver_days) == (2, "draft", 3)


def test_a_decision_stands_as_it_was_taken(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    made = cast.decide(item, K.RETAIN)
    with pytest.raises(Refused, match="已由"):
        cast.decide(item, K.RETAIN)
    for change in (
        lambda: Decision.objects.filter(pk=made.pk).update(code="K2"),
        lambda: Decision.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
            change()
    document = Document.objects.create(
        number="x",
        kind="clearing_decision",
        subject="x",
        organ=cast.campaigning.water,
        contents={},
        issued_on=DAY,
        issued_at=at(DAY),
        check_code="x",
    )
    with pytest.raises(DatabaseError, match="decided_once_per_item"), transaction.atomic():
        Decision.objects.create(
            reported=item,
            number="x",
            code="K2",
            reasons="x",
            effect="x",
            needs_approval=True,
            document=document,
            decided_by=made.decided_by,
            decided_at=at(DAY),
        )


def test_a_wrong_decision_is_set_right_by_a_later_one_that_names_it(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    wrong = cast.decide(item, K.RETAIN)
    cast.conclude(item, K.CHANGE_MODE, NEXT)
    acts.answer(item, Stance.ACCEPT, reasons="", by=cast.head, at=at(date(2026, 3, 20)))
    right = cast.decide(item, K.CHANGE_MODE, Particulars(mode=NewMode.FILING), NEXT)
    assert right.supersedes == wrong
    assert list(Decision.objects.standing()) == [right]
    assert right.document.contents["supersedes"] == wrong.number
    assert by_code(item.report.campaign)[K.CHANGE_MODE] == 1
    assert right.version is not None
    assert right.version.facts().power_type.value == "other_power"


def test_a_correction_is_about_the_same_item(cast: Cast) -> None:
    item = cast.reported(plain(), plain(code="99010100SL-XK-0001", name="另一事项", base_code=""))
    first, second = item.report.items.order_by("pk")
    cast.both_say(first, K.RETAIN)
    made = cast.decide(first, K.RETAIN)
    with pytest.raises(DatabaseError, match="同一申报事项"), transaction.atomic():
        Decision.objects.create(
            reported=second,
            supersedes=made,
            number="x",
            code="K2",
            reasons="x",
            effect="x",
            needs_approval=True,
            document=made.document,
            decided_by=made.decided_by,
            decided_at=at(DAY),
        )


def test_a_cancelled_item_ends_with_the_governments_approval_on_a_day(cast: Cast) -> None:
    version = in_force(cast)
    item = cast.reported(version.facts())
    agreed(cast, item, K.CANCEL)
    made = cast.decide(item, K.CANCEL, CANCELLED_ABOVE)
    assert ItemVersion.objects.in_force(NEXT).filter(item=version.item).exists()
    with pytest.raises(Refused, match="县政府办"):
        acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.establishment, at=at(DAY))
    with pytest.raises(Refused, match="文号"):
        acts.carry_out(made, approval_no=" ", from_on=NEXT, by=cast.government, at=at(DAY))
    with pytest.raises(Refused, match="最早为明天"):
        acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=DAY, by=cast.government, at=at(DAY))
    acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.government, at=at(DAY))
    assert not ItemVersion.objects.in_force(NEXT).filter(item=version.item).exists()
    assert ItemVersion.objects.in_force(DAY).filter(item=version.item).exists()
    with pytest.raises(Refused, match="已经执行"):
        acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.government, at=at(DAY))


def test_what_needs_no_approval_is_not_approved(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    made = cast.decide(item, K.RETAIN)
    with pytest.raises(Refused, match="不需要另行审定"):
        acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.government, at=at(DAY))


def test_a_merged_item_goes_on_under_its_parent_and_keeps_its_code_as_history(cast: Cast) -> None:
    version = in_force(cast)
    parent = cast.campaigning.catalogue.published(code="99010100SL-XK-0009", name="水事许可", base_code="")
    item = cast.reported(version.facts())
    cast.both_say(item, K.MERGE)
    acts.answer(item, Stance.ACCEPT, reasons="", by=cast.head, at=at(DAY, 15))
    panel = cast.panel(item)
    cast.scored(panel)
    acts.close_panel(panel, conclusion="可以合并。", by=cast.office, at=at(DAY, 15))
    nowhere = Particulars(merge_ground=MergeGround.SEQUENCE, into="99010100SL-XK-9999")
    with pytest.raises(Refused, match="不能并入"):
        cast.decide(item, K.MERGE, nowhere)
    made = cast.decide(item, K.MERGE, replace(nowhere, into=parent.item.code))
    acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.government, at=at(DAY, 17))
    merged = Item.objects.get(pk=version.item_id)
    assert (merged.parent, merged.code) == (parent.item, version.item.code)
    draft = parent.item.versions.latest("number")
    assert (draft.state, draft.facts().aliases) == ("draft", ("取水许可",))
    assert not ItemVersion.objects.in_force(NEXT).filter(item=merged).exists()


def test_a_split_item_becomes_drafts_under_it(cast: Cast) -> None:
    version = in_force(cast)
    item = cast.reported(version.facts())
    agreed(cast, item, K.SPLIT)
    parts = (Part("99010100SL-XK-0011", "取水许可（地表水）"), Part("99010100SL-XK-0012", "取水许可（地下水）"))
    made = cast.decide(item, K.SPLIT, Particulars(parts=parts))
    assert "2 个子项" in made.effect
    children = Item.objects.filter(parent=version.item)
    assert sorted(children.values_list("code", flat=True)) == [part.code for part in parts]


@pytest.mark.parametrize(
    ("mode", "changed"),
    [
        (NewMode.COMMITMENT, ("commitment", "commitment")),
        (NewMode.SERVICE, ("power_type", "public_service")),
        (NewMode.FILING, ("power_type", "other_power")),
    ],
)
def test_an_item_changes_its_mode(cast: Cast, mode: NewMode, changed: tuple[str, str]) -> None:
    item = cast.reported()
    agreed(cast, item, K.CHANGE_MODE)
    made = cast.decide(item, K.CHANGE_MODE, Particulars(mode=mode))
    assert made.version is not None
    assert getattr(made.version.facts(), changed[0]).value == changed[1]


def test_what_becomes_supervision_ends_with_approval(cast: Cast) -> None:
    version = in_force(cast)
    item = cast.reported(version.facts())
    agreed(cast, item, K.CHANGE_MODE)
    made = cast.decide(item, K.CHANGE_MODE, Particulars(mode=NewMode.SUPERVISION))
    assert made.needs_approval
    acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.government, at=at(DAY, 17))
    assert not ItemVersion.objects.in_force(NEXT).exists()


def test_what_only_organs_apply_for_becomes_internal(cast: Cast) -> None:
    item = cast.reported(plain(service_objects=(ServiceObject.ORGAN,)))
    agreed(cast, item, K.INTERNAL_APPROVAL)
    made = cast.decide(item, K.INTERNAL_APPROVAL)
    assert made.version is not None
    assert made.version.facts().power_type.value == "internal_approval"


def test_what_came_from_above_is_taken_over(cast: Cast) -> None:
    item = cast.reported(plain(power_source=PowerSource.DEVOLVED))
    agreed(cast, item, K.TAKE_OVER)
    said = Particulars(
        authority="清江市人民政府", document_no="清江政发〔2026〕8号", from_on=NEXT, capacity="已培训两人"
    )
    assert cast.decide(item, K.TAKE_OVER, said).version is not None


def test_no_case_begins_while_an_item_is_suspended_from_above(cast: Cast) -> None:
    version = in_force(cast)
    item = cast.reported(version.facts())
    agreed(cast, item, K.FREEZE)
    with pytest.raises(Refused, match="须写明"):
        cast.decide(item, K.FREEZE, Particulars(authority="国务院", from_on=NEXT))
    said = Particulars(authority="国务院", document_no="国发〔2026〕1号", from_on=NEXT, until_on=date(2026, 4, 30))
    cast.decide(item, K.FREEZE, said)
    staffed(cast)
    applicant = citizen()
    for day, barred in ((date(2026, 3, 24), False), (NEXT, True), (date(2026, 4, 30), True), (date(2026, 5, 1), False)):
        assert received(applicant, version, day) is not barred
    freeze = Freeze.objects.get()
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        Freeze.objects.update(document_no="改过")
    acts.lift_freeze(freeze, document_no="国发〔2026〕9号", until_on=NEXT, by=cast.establishment, at=at(NEXT))
    assert Freeze.objects.get().until_on == NEXT


def test_a_concealed_power_is_given_up_and_a_duty_is_not(cast: Cast) -> None:
    item = cast.reported()
    with pytest.raises(Refused, match="部门自己申报"):
        acts.give_opinion(item, K.FORFEITED, reasons="比对发现瞒报。", by=cast.legal, at=at(DAY))
    concealed = plain(legal_bases=(LegalBasis(name="清江市取水办法", level=BasisLevel.CITY_RULE),))
    report = item.report
    type(report).objects.filter(pk=report.pk).update(
        state="given_back", given_back_reason="补入", given_back_at=at(DAY), due_on=DAY
    )
    row = ReportedItem.objects.create(
        report=report,
        code="99010100SL-XK-0021",
        name="河道采砂",
        power_type="licence",
        origin="added",
        elements=replace(concealed, code="99010100SL-XK-0021", name="河道采砂", base_code="").to_json(),
        digest="0" * 64,
        changed_at=at(DAY),
    )
    type(report).objects.filter(pk=report.pk).update(state="signed")
    agreed(cast, row, K.FORFEITED)
    said = Particulars(failing=FailingKind.CONCEALED, document_no="清监〔2026〕2号", from_on=DAY)
    made = cast.decide(row, K.FORFEITED, said)
    assert Forfeit.objects.get().item.code == row.code
    assert "自动放弃" in made.effect


def test_experts_veto_keeping(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    cast.conclude(item, K.RETAIN)
    with pytest.raises(Refused, match="评估论证"):
        cast.decide(item, K.RETAIN)


def test_a_decision_undone_leaves_nothing(cast: Cast) -> None:
    in_force(cast)
    item = cast.reported(plain(code="99010100SL-XK-0031", base_code=""))
    agreed(cast, item, K.SPLIT)
    parts = (Part("99010100SL-XK-0032", "甲"), Part("坏 码", "乙"))
    with pytest.raises(Refused):
        cast.decide(item, K.SPLIT, Particulars(parts=parts))
    assert not Item.objects.filter(code="99010100SL-XK-0032").exists()
    assert not Decision.objects.exists()


def test_the_decision_prints_as_its_document(cast: Cast) -> None:
    item = cast.reported()
    agreed(cast, item, K.RETAIN_AFTER_FIX)
    acts.keep(DraftKind.DECISION, f"item/{item.pk}", "both", {"reasons": "草"}, seen=0, by=cast.legal, at=at(DAY))
    made = cast.decide(item, K.RETAIN_AFTER_FIX, Particulars(fix="补正依据", until_on=date(2026, 6, 1)))
    assert pdf_of(made.document, at(DAY)).startswith(b"%PDF")
    assert "整改后保留" in str(made.document.contents["decision"])


def test_a_devolved_item_goes_to_the_town_by_a_deed(cast: Cast) -> None:
    version = in_force(cast)
    town = places.enter_division("990101001000", "泉城街道", by=SYSTEM, at=at(DAY))
    street = places.enter_organ(
        name="泉城街道办事处",
        short_name="泉城",
        seq="101",
        uscc="11990101001000213W",
        division=town,
        nature=SubjectNature.STATUTORY,
        by=SYSTEM,
        at=at(DAY),
    )
    item = cast.reported(version.facts())
    agreed(cast, item, K.DEVOLVE)
    said = Particulars(
        receiver="没有这个街道", authority="省人民政府", document_no="省政发〔2026〕3号", staff=2, capacity="已核查"
    )
    made = cast.decide(item, K.DEVOLVE, replace(said, receiver=street.name))
    acts.carry_out(made, approval_no="清府发〔2026〕7号", from_on=NEXT, by=cast.government, at=at(DAY, 17))
    assert not ItemVersion.objects.in_force(NEXT).filter(item=version.item).exists()
    town_item = Devolution.objects.get().town_item
    assert town_item is not None
    assert town_item.organ == street


def test_a_basis_the_library_knows_to_be_repealed_carries_nothing(cast: Cast) -> None:
    law = library.enter("中华人民共和国取水法", articles={(2, 0): "取水应当许可。"}, by=cast.legal, at=at(DAY))
    library.repeal([law], on=DAY, by_title="《中华人民共和国水法》第一条", by=cast.legal, at=at(DAY))
    gone = LegalBasis(name="中华人民共和国取水法", article="第二条", level=BasisLevel.LAW)
    item = cast.reported(plain(legal_bases=(gone,)))
    with pytest.raises(Refused, match="没有写明依据"):
        acts.give_opinion(item, K.RETAIN, reasons="职责清楚。", by=cast.legal, at=at(DAY))
