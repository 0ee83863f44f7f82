"""What was decided is public within the minute, and says no more than it may."""

from datetime import date

import pytest

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Opinion, Outcome
from qingquan.publicity import rules, watch
from qingquan.publicity.models import PublicDecision
from tests.county import County, at, found

MON = date(2026, 3, 2)


def decide(county: County) -> Case:
    case = county.accept(MON)
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True)
        acts.complete_step(case.number, step.step, Opinion.AGREE, "", by=official.acts, at=at(MON))
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))
    return case


@pytest.mark.usefixtures("committed")
def test_a_decision_is_published_once_and_masked() -> None:
    case = decide(found())
    assert watch.follow(at(MON, 16)) == 1
    assert watch.follow(at(MON, 17)) == 0
    public = PublicDecision.objects.get()
    assert (public.case_number, public.applicant, public.outcome) == (case.number, "陈**", "grant")
    assert public.publish_by == date(2026, 3, 11)
    assert public.document_number.startswith("清水许准〔2026〕")


@pytest.mark.usefixtures("committed")
def test_a_publication_that_fails_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    decide(found())

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(watch, "publish_decision", fails)
        with pytest.raises(ZeroDivisionError):
            watch.follow(at(MON, 16))
    assert not PublicDecision.objects.exists()
    assert watch.follow(at(MON, 17)) == 1


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("身份证990101199003070015的申请人", "身份证******************的申请人"),
        ("电话19900001234。", "电话***********。"),
        ("文号2026030200001", "文号2026030200001"),
        ("编号9901010130120260302000018", "编号9901010130120260302000018"),
    ],
)
def test_personal_numbers_are_scrubbed_from_texts(text: str, public: str) -> None:
    assert rules.scrubbed(text) == public
