"""A reported item as the rules of decision see it, and how far its review has come."""

from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.rules.basis_level import best, verbs_of
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import PowerSource, PowerType, ServiceObject, Verdict
from qingquan.law import Refused
from qingquan.review.words import DecisionCode, Office

BEST_FIRST = (Verdict.OK, Verdict.OK_WITH_NOTE, Verdict.NEEDS_LEGAL_REVIEW, Verdict.INVALID_BASIS)
WHY_NOT_CARRIED = {
    None: "没有写明依据",
    Verdict.NEEDS_LEGAL_REVIEW: "依据是否足以设定，还须法制审核确认",
    Verdict.INVALID_BASIS: "依据的效力层级不足以设定这项权力",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Whether the bases in force carry the power: the worst verdict among the things it does, with the reason."""

    verdict: Verdict | None
    why: str = ""
    cite: str = ""

    @property
    def carries(self) -> bool:
        """Enough to keep the power on."""
        return self.verdict in {Verdict.OK, Verdict.OK_WITH_NOTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The power itself. `given_up` is the number of the finding that it was, while that stands."""

    power_type: PowerType
    basis: Basis
    subject_known: bool = True
    statutory_duty: bool = False
    for_organs_only: bool = False
    devolved_to_us: bool = False
    in_catalogue: bool = False
    in_force: bool = False
    found_by_check: bool = False
    given_up: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the review has come. `proposed` is what both offices agree on, or their joint conclusion."""

    opinions: int = 0
    proposed: DecisionCode | None = None
    differed: bool = False
    evaluated: bool = False
    vetoed: bool = False
    evaluating: bool = False
    commenting: bool = False
    answered: bool = False
    answer_by: date | None = None
    objection_open: bool = False


def basis_of(facts: VersionFacts, on: date) -> Basis:
    """The judgement of §1.3 over the bases in force on the day: every verb must be carried by one of them."""
    bases = tuple(basis for basis in facts.legal_bases if basis.in_force(on))
    if not bases:
        return Basis(verdict=None, why=WHY_NOT_CARRIED[None])
    found = [best(bases, facts.power_type, verb)[1] for verb in verbs_of(facts)]
    worst = max(found, key=lambda judgement: BEST_FIRST.index(judgement.verdict))
    return Basis(verdict=worst.verdict, why=worst.why, cite=worst.cite)


def matter_of(
    facts: VersionFacts,
    on: date,
    *,
    in_catalogue: bool,
    in_force: bool,
    found_by_check: bool,
    organ: str,
    given_up: str = "",
) -> Matter:
    """What the rules need of a reported power; `organ` is the name of who reported it."""
    sources = {PowerSource.DEVOLVED, PowerSource.AUTHORISED_ABOVE, PowerSource.ENTRUSTED_ABOVE}
    return Matter(
        power_type=facts.power_type,
        basis=basis_of(facts, on),
        subject_known=facts.organ_name in {"", organ},
        statutory_duty=facts.statutory_duty,
        for_organs_only=bool(facts.service_objects) and set(facts.service_objects) == {ServiceObject.ORGAN},
        devolved_to_us=facts.power_source in sources,
        in_catalogue=in_catalogue,
        in_force=in_force,
        found_by_check=found_by_check,
        given_up=given_up,
    )


def check_is_settled(standing: Standing, today: date) -> None:
    """Both opinions, one proposal, nothing still being asked, and the organ heard: only then is it decided."""
    if standing.opinions < len(Office):
        raise Refused("编办和司法局的意见还没有都提出，不能决定。")
    if standing.proposed is None:
        raise Refused("两家意见不一致，请先会商形成一致结论。")
    if standing.evaluating:
        raise Refused("专家评估还没有结束，不能决定。")
    if standing.commenting:
        raise Refused("公开征求意见还没有结束或者还有意见没有答复，不能决定。")
    if standing.objection_open:
        raise Refused("部门提出的异议还没有处理，请先会商形成结论。")
    waits = standing.proposed is not DecisionCode.RETAIN and not standing.answered
    if waits and (standing.answer_by is None or today <= standing.answer_by):
        raise Refused(f"还没有听取部门意见，反馈期限到{standing.answer_by or '（未定）'}，届满未反馈的可以决定。")
