"""The conditions of the three deeds, as tables a lawyer can read."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.catalogue.words import BasisLevel, ExerciseLevel, PowerSource, PowerType
from qingquan.deeds import text
from qingquan.deeds.rules import authority, conditions
from qingquan.deeds.rules.conditions import Authorising, Devolving, Entrusting
from qingquan.deeds.words import Action, Ground
from qingquan.law import Refused
from qingquan.places.words import Role, SubjectNature

TODAY, LATER = date(2026, 3, 2), date(2026, 4, 1)

FELLING = Entrusting(
    power_type=PowerType.LICENCE,
    in_force=True,
    own_power=True,
    power_source=PowerSource.OWN,
    receiver_nature=SubjectNature.STATUTORY,
    same_organ=False,
    already=False,
    basis="《森林法》第五十七条第三款",
    basis_level=BasisLevel.LAW,
    matter="农村居民采伐自留山和个人承包集体林地上的林木，核发采伐许可证。",
    authority="受理、审查、决定和核发。",
    from_on=LATER,
    until_on=date(2028, 3, 31),
    today=TODAY,
    receiver_publishes="",
)
FINE = replace(
    FELLING,
    power_type=PowerType.PENALTY,
    receiver_nature=SubjectNature.AUTHORISED,
    receiver_publishes="本单位公开栏",
    public_function=True,
    qualified_staff=True,
    technical_means=True,
)


@pytest.mark.parametrize(
    ("asked", "cites"),
    [
        pytest.param(FELLING, [], id="felling permits to a town, as the law itself says"),
        pytest.param(FINE, [], id="penalties to an organisation that meets the three conditions"),
        pytest.param(replace(FELLING, power_type=PowerType.COERCION), [conditions.COERCION], id="coercion never"),
        pytest.param(
            replace(FELLING, receiver_nature=SubjectNature.AUTHORISED),
            [conditions.LICENCE],
            id="licences to organs only",
        ),
        pytest.param(
            replace(FELLING, basis_level=BasisLevel.NORM_DOC),
            [conditions.LICENCE],
            id="a normative document is no basis",
        ),
        pytest.param(replace(FELLING, basis=" "), [conditions.LICENCE], id="no basis"),
        pytest.param(
            replace(FELLING, power_source=PowerSource.ENTRUSTED_ABOVE), [conditions.LICENCE], id="no passing on"
        ),
        pytest.param(replace(FELLING, own_power=False), [conditions.LICENCE], id="another's power"),
        pytest.param(replace(FELLING, until_on=None), [conditions.LICENCE], id="no period"),
        pytest.param(replace(FELLING, matter=""), [conditions.LICENCE], id="no matter"),
        pytest.param(replace(FINE, authority=""), [conditions.PENALTY], id="no authority"),
        pytest.param(replace(FINE, public_function=False), [conditions.PENALTY_RECEIVER], id="no public function"),
        pytest.param(replace(FINE, qualified_staff=False), [conditions.PENALTY_RECEIVER], id="nobody qualified"),
        pytest.param(replace(FINE, technical_means=False), [conditions.PENALTY_RECEIVER], id="no means to examine"),
        pytest.param(replace(FINE, receiver_publishes=""), [conditions.PENALTY], id="published by one side only"),
        pytest.param(replace(FELLING, in_force=False), [""], id="not in force"),
        pytest.param(replace(FELLING, same_organ=True), [""], id="to itself"),
        pytest.param(replace(FELLING, already=True), [""], id="twice to the same"),
        pytest.param(replace(FELLING, until_on=TODAY), [""], id="ends before it begins"),
        pytest.param(replace(FELLING, from_on=date(2026, 3, 1)), [""], id="dated back"),
    ],
)
def test_what_stands_against_an_entrustment(asked: Entrusting, cites: list[str]) -> None:
    assert [each.cite for each in conditions.against_entrusting(asked)] == cites


TO_TOWN = Devolving(
    power_type=PowerType.LICENCE,
    in_force=True,
    giver_level=ExerciseLevel.COUNTY,
    receiver_level=ExerciseLevel.TOWN,
    receiver_nature=SubjectNature.STATUTORY,
    ground=Ground.UPPER,
    basis="省人民政府决定",
    approval_document="清府发〔2026〕8号",
    staff=3,
    qualification="3 人取得行政执法证。",
    system="接入县政务服务系统，便民服务中心设窗口。",
    from_on=LATER,
    today=TODAY,
)


@pytest.mark.parametrize(
    ("asked", "cites"),
    [
        pytest.param(TO_TOWN, [], id="by a decision from above to a town that can carry it"),
        pytest.param(replace(TO_TOWN, in_force=False), [""], id="not in force"),
        pytest.param(replace(TO_TOWN, receiver_level=ExerciseLevel.COUNTY), [""], id="to a peer is a transfer"),
        pytest.param(replace(TO_TOWN, receiver_nature=SubjectNature.ENTRUSTED), [""], id="to no organ"),
        pytest.param(replace(TO_TOWN, basis=""), [""], id="on nothing"),
        pytest.param(replace(TO_TOWN, approval_document=""), [""], id="without the county's approval"),
        pytest.param(replace(TO_TOWN, staff=0), [""], id="nobody there"),
        pytest.param(replace(TO_TOWN, qualification=" "), [""], id="capacity not checked"),
        pytest.param(replace(TO_TOWN, from_on=TODAY), [""], id="from one day to the next"),
        pytest.param(replace(TO_TOWN, power_type=PowerType.COERCION), [conditions.COERCION], id="coercion by decision"),
        pytest.param(
            replace(TO_TOWN, power_type=PowerType.COERCION, ground=Ground.LAW), [], id="coercion where a law says so"
        ),
        pytest.param(
            replace(TO_TOWN, power_type=PowerType.PENALTY), [conditions.PENALTY_TO_TOWNS], id="penalties by the city"
        ),
        pytest.param(
            replace(TO_TOWN, power_type=PowerType.PENALTY, decided_by_province=True), [], id="penalties by the province"
        ),
    ],
)
def test_what_stands_against_a_devolution(asked: Devolving, cites: list[str]) -> None:
    assert [each.cite for each in conditions.against_devolving(asked)] == cites


AT_WINDOW = Authorising(
    role=Role.CHIEF_REPRESENTATIVE,
    same_organ=True,
    closed=False,
    items=("取水许可",),
    actions=frozenset({Action.ACCEPT, Action.DECIDE}),
    seal="行政审批专用章",
    from_on=LATER,
    until_on=date(2026, 12, 31),
    today=TODAY,
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(AT_WINDOW, [], id="to the chief representative"),
        pytest.param(replace(AT_WINDOW, role=Role.HANDLER), ["首席代表"], id="to a handler"),
        pytest.param(replace(AT_WINDOW, closed=True), ["在岗"], id="to a closed post"),
        pytest.param(replace(AT_WINDOW, same_organ=False), ["不出本机关"], id="to another organ"),
        pytest.param(replace(AT_WINDOW, items=()), ["选择授权的事项"], id="of nothing"),
        pytest.param(replace(AT_WINDOW, foreign=("甲",)), ["甲不是本机关"], id="of another's item"),
        pytest.param(replace(AT_WINDOW, not_in_force=("甲", "乙")), ["甲、乙没有施行中"], id="of what is not in force"),
        pytest.param(replace(AT_WINDOW, ex_officio=("罚",)), ["依职权"], id="of a penalty"),
        pytest.param(replace(AT_WINDOW, authorised_already=("甲",)), ["已经授权"], id="twice"),
        pytest.param(replace(AT_WINDOW, actions=frozenset()), ["环节"], id="to do nothing"),
        pytest.param(replace(AT_WINDOW, seal=""), ["印章"], id="to decide without a seal"),
        pytest.param(replace(AT_WINDOW, until_on=date(2026, 3, 31)), ["早于起始"], id="ends before it begins"),
        pytest.param(replace(AT_WINDOW, from_on=date(2026, 3, 1)), ["倒签"], id="dated back"),
    ],
)
def test_what_stands_against_a_window_authorisation(asked: Authorising, said: list[str]) -> None:
    found = list(conditions.against_authorising(asked))
    assert len(found) == len(said)
    assert all(words in each.why for each, words in zip(found, said, strict=True))


def test_everything_is_told_at_once_with_each_article_once() -> None:
    bad = replace(FINE, public_function=False, qualified_staff=False, matter="")
    with pytest.raises(Refused) as no:
        conditions.check(conditions.against_entrusting(bad))
    assert "公共事务" in no.value.why
    assert "期限" in no.value.why
    assert no.value.cite == "《行政处罚法》第二十一条、《行政处罚法》第二十条"
    conditions.check(())


def test_who_signs() -> None:
    authority.check_devolves(Role.GOVERNMENT_OFFICE)
    authority.check_gives(Role.HEAD, 1, 1)
    with pytest.raises(Refused, match="县政府办"):
        authority.check_devolves(Role.HEAD)
    for role, own in ((Role.HEAD, 2), (Role.CATALOGUE_ADMIN, 1), ("", None)):
        with pytest.raises(Refused, match="负责人"):
            authority.check_gives(role, own, 1)


def test_a_deed_carries_no_stop_twice() -> None:
    """Whoever fills the form ends their sentences; the deed puts them into longer ones."""
    sheet = text.devolution(
        organ="清泉县交通运输局",
        government="清泉县人民政府",
        receiver="龙潭镇人民政府",
        item="机动车维修经营备案",
        code="11990101001000125E4001018004000",
        number="清交下放〔2026〕1号",
        ground=Ground.UPPER,
        basis="省人民政府关于赋予乡镇人民政府部分县级经济社会管理权限的决定。",
        approval="清府发〔2026〕15号",
        staff=3,
        qualification="3 人取得行政执法证。",
        system="镇便民服务中心设交通窗口； ",
        from_on=LATER,
        on=TODAY,
        demo=False,
    )
    said = "".join(block.text for block in sheet.blocks)
    assert "人员资格：3 人取得行政执法证；办理系统和场所：镇便民服务中心设交通窗口。" in said
    assert "决定（" in said
