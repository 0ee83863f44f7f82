"""A duty of the organ cannot be given up; a duty of the applicant says nothing about the organ."""

import pytest

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import BasisRole
from qingquan.forfeits.rules.duty import OPINION, StatutoryDuty, check_may_give_up, lays_duty


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        pytest.param("县级人民政府水行政主管部门应当自受理之日起作出决定。", True, id="the organ decides in time"),
        pytest.param("登记机关应当予以登记。", True, id="the organ registers"),
        pytest.param("婚姻登记机关不得拒绝当事人的申请。", True, id="the organ may not refuse"),
        pytest.param("有关部门必须依照职责保护。", True, id="the organ must"),
        pytest.param("直接取水的，应当向水行政主管部门申请取水许可证。", False, id="the applicant applies"),
        pytest.param("从事采砂的，应当向主管部门提出申请，经同意方可作业。", False, id="the applicant, organ named"),
        pytest.param("县级以上人民政府可以设立自然保护区。", False, id="the organ may"),
        pytest.param("企业应当遵守安全规程。", False, id="the firm must"),
        pytest.param("", False, id="nothing is quoted"),
    ],
)
def test_the_words_lay_a_duty_on_an_organ(text: str, duty: bool) -> None:
    assert lays_duty(text) is duty


BASES = (
    LegalBasis(name="水法", article="第七条", text="国家对水资源依法实行取水许可制度。"),
    LegalBasis(name="水法", article="第四十八条", text="主管部门应当及时办理。"),
)


def test_what_the_list_marks_as_duty_cannot_be_given_up() -> None:
    with pytest.raises(StatutoryDuty, match="取水许可") as no:
        check_may_give_up(name="取水许可", statutory_duty=True, bases=BASES[:1])
    assert no.value.cite == "《水法》第七条"


def test_what_an_article_lays_on_the_organ_cannot_be_given_up_and_the_article_is_named() -> None:
    with pytest.raises(StatutoryDuty) as no:
        check_may_give_up(name="取水许可", statutory_duty=False, bases=BASES)
    assert no.value.cite == "《水法》第四十八条"


def test_a_duty_without_a_basis_rests_on_the_county_s_opinion() -> None:
    with pytest.raises(StatutoryDuty) as no:
        check_may_give_up(name="取水许可", statutory_duty=True, bases=())
    assert no.value.cite == OPINION


def test_what_is_no_duty_may_be_given_up() -> None:
    check_may_give_up(name="取水许可", statutory_duty=False, bases=BASES[:1])


def test_an_article_that_only_says_how_does_not_say_that_it_must() -> None:
    how = LegalBasis(name="行政处罚法", article="第六十条", text="行政机关应当作出决定。", role=BasisRole.ELABORATES)
    check_may_give_up(name="处罚", statutory_duty=False, bases=(how,))
