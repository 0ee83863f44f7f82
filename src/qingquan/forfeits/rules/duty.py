"""Whether a power may be given up: not where the law makes its exercise a duty of an organ."""

import re
from collections.abc import Iterable

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.words import BasisRole
from qingquan.law import Refused

# A clause in which an organ (not the applicant) must: “主管部门应当自受理之日起……”, “不得拒绝”.
ORGAN = "(?:机关|部门|政府|机构|委员会|主管单位)"
MUST = re.compile(rf"{ORGAN}[^，。；：\n]{{0,30}}(?:应当|必须|不得拒绝)")
# “应当向主管部门申请” is the applicant's duty even when an organ is named before it in the same clause.
APPLICANTS = re.compile(r"(?:应当|必须)(?:按照|依照|依法)?[^，。；]{0,12}(?:向|到)")
OPINION = "县政府规范行政权力指导意见"


class StatutoryDuty(Refused):
    """The power cannot be given up, because the law makes its exercise a duty."""


def duty_basis(bases: Iterable[LegalBasis]) -> LegalBasis | None:
    """The first basis that sets the power up and whose own words lay a duty on an organ; None when none does.

    The county's opinion excepts “法律法规规定必须履行的”. An article in which only the applicant “应当” is no duty of
    the organ, so the words are read clause by clause; and one that only says how a power is exercised (within ninety
    days, by two officers) does not say that it must be.
    """
    setting_up = (basis for basis in bases if basis.role is BasisRole.SETS_UP)
    return next((basis for basis in setting_up if lays_duty(basis.text)), None)


def lays_duty(text: str) -> bool:
    """Whether an organ is the one who must."""
    return any(MUST.search(clause) and not APPLICANTS.search(clause) for clause in re.split("[，。；：\n]", text))


def check_may_give_up(*, name: str, statutory_duty: bool, bases: Iterable[LegalBasis]) -> None:
    """`StatutoryDuty` where the law demands that the power be exercised, naming the article.

    Then the item is entered on the list by force, citizens go on being served, and only the organ answers for it.
    """
    listed = tuple(bases)
    basis = duty_basis(listed)
    if not statutory_duty and basis is None:
        return
    cited = basis or (listed[0] if listed else None)
    why = f"“{name}”是法律法规规定必须履行的职责，不能按放弃论处；强制纳入清单、继续受理，只追究责任。"
    raise StatutoryDuty(why, cited.key if cited else OPINION)
