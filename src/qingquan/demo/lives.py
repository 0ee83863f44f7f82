"""The life of one case, from receipt to delivery: each method is a stretch of it and yields the moments of its acts.

Whoever runs lives sets the clock to the moment yielded before going on; every change is an act of `cases.acts`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from qingquan.cases import acts
from qingquan.cases.acts import Gap
from qingquan.cases.acts.hold import Held, hold
from qingquan.cases.models import Case
from qingquan.cases.rules import clocks
from qingquan.cases.words import Delivery, NoAcceptance, Opinion, Outcome, Stage
from qingquan.demo import sayings
from qingquan.demo.applications import Application, tight
from qingquan.demo.applying import Applying
from qingquan.demo.cast import Cast
from qingquan.demo.county.powers import SpecialProcedure
from qingquan.demo.founding import SHANGHAI
from qingquan.demo.office import Office
from qingquan.people.models import Actor
from qingquan.procedures.runs import OpenStep

Moments = Iterator[datetime]
RETURNED_IN_HUNDRED = 7
LEFT_AFTER = {"examine": "examined", "review": "reviewed", "decide": "approved"}
DAY_MINUTES = 300
"""How late in the working day a matter that has days is still begun: what must follow at once then fits in."""


@dataclass(slots=True)
class World:
    """What all lives share: who there is, the offices' hours, the present moment; `news` since the watches looked."""

    cast: Cast
    applying: Applying
    office: Office
    now: datetime
    post_codes: dict[int, str] = field(default_factory=dict)
    news: bool = False

    @property
    def today(self) -> date:
        """The day of the present moment."""
        return self.now.date()

    def official(self, post: str) -> Actor:
        """Who holds the post today."""
        return self.cast.official(post, self.today)


class Life:
    """One case. `run` yields until the case has ended or is left to lie."""

    def __init__(self, plan: Application, world: World) -> None:
        self.plan, self.world = plan, world
        self.chance: Random = plan.chance()
        self.case: Case | None = None
        self.posts: dict[str, str] = {}
        self.was_returned = False

    @property
    def number(self) -> str:
        """案件编号."""
        assert self.case is not None
        return self.case.number

    def held(self) -> Held:
        """The case as it is now."""
        return hold(self.number, self.world.now)

    def run(self) -> Moments:
        """The whole course."""
        yield self.plan.at
        missing = self.missing()
        self.case = self.world.applying.receive(self.plan, missing)
        self.posts = {role: self.world.post_codes[post] for role, post in self.held().posts.items()}
        if self.plan.left_at == "received":
            return
        yield from self.answered(missing)
        if self.plan.left_at == "accepted" or self.held().facts.stage is not Stage.ACCEPTED:
            return
        if self.plan.fate == "withdrawn":
            yield from self.withdrawn()
            return
        yield from self.worked()

    def missing(self) -> str:
        """The material that is not there, for those who must supply one."""
        if self.plan.fate not in {"supplement", "abandoned"}:
            return ""
        bound = [
            material.name
            for material in self.plan.item.materials
            if material.need == "required" and material.source != "government" and not material.when
        ]
        return bound[-1]

    # From receipt to acceptance

    def answered(self, missing: str) -> Moments:
        """The organ's answer to the application, or its silence."""
        match self.plan.fate:
            case "deemed_accepted":
                silent_until = self.world.office.calendar.add(self.world.today, 6)
                yield self.world.office.on(silent_until, self.chance.randint(30, 120))
            case "not_accepted" | "not_required":
                yield from self.turned_away()
            case "supplement" | "abandoned":
                yield from self.completed(missing)
            case _:
                yield from self.accepted()

    def accepted(self) -> Moments:
        """The clerk accepts: at once what came over the counter, within two days what came over the net."""
        step = self.open_step()
        waits = self.plan.channel == "online" and not self.is_instant and not tight(self.plan.item)
        yield self.turn(step, days=self.chance.choice((0, 1, 1, 2)) if waits else 0)
        acts.accept(self.number, by=self.of(step), at=self.world.now)

    def turned_away(self) -> Moments:
        """Not this organ's matter, or none that needs permission."""
        step = self.open_step()
        yield self.turn(step, days=self.chance.randint(0, 2))
        ours = self.plan.fate == "not_required"
        ground = NoAcceptance.NOT_REQUIRED if ours else NoAcceptance.NOT_OURS
        note = self.plan.note
        why = sayings.not_required(note) if ours else sayings.not_ours(self.plan.item, note)
        competent = "" if ours else "事项发生地的县级主管机关"
        acts.refuse_acceptance(self.number, ground, why, by=self.of(step), at=self.world.now, competent_organ=competent)

    def completed(self, missing: str) -> Moments:
        """What is missing is told once, supplied after some days, and then accepted."""
        step = self.open_step()
        quick = tight(self.plan.item)
        yield self.turn(step, days=0 if quick else self.chance.randint(0, 2))
        acts.notify_gaps(self.number, self.gaps(missing), by=self.of(step), at=self.world.now)
        if self.plan.fate == "abandoned" or self.plan.left_at == "supplement_pending":
            return
        yield self.world.office.on(self.later(1 if quick else self.chance.randint(1, 6)), self.chance.randint(20, 280))
        given = [self.world.applying.material(self.plan, missing, self.world.now)]
        acts.supply(self.number, given, by=self.world.cast.applying(self.plan.applicant), at=self.world.now)
        yield self.turn(step, days=0 if quick else self.chance.randint(0, 1))
        acts.accept(self.number, by=self.of(step), at=self.world.now)

    def gaps(self, missing: str) -> list[Gap]:
        """All that is wrong, told at once: what is missing, sometimes a flaw of something else."""
        gaps = [Gap(missing, sayings.MISSING)]
        first = self.plan.item.materials[0].name
        if first != missing and self.chance.random() < 0.4:
            gaps.append(Gap(first, self.chance.choice(sayings.FLAWS)))
        return gaps

    def withdrawn(self) -> Moments:
        """The applicant thinks better of it."""
        yield datetime.combine(self.later(1), time(self.chance.randint(9, 20), self.chance.randrange(60)), SHANGHAI)
        by = self.world.cast.applying(self.plan.applicant)
        acts.withdraw(self.number, self.chance.choice(sayings.WITHDRAWALS), by=by, at=self.world.now)

    # From acceptance to delivery

    def worked(self) -> Moments:
        """Step by step, as the procedure opens them."""
        while steps := self.held().open_steps():
            step = steps[0]
            match step.kind:
                case "decide":
                    yield from self.decided(step)
                case "issue":
                    yield from self.delivered(step)
                case "review":
                    yield from self.reviewed(step)
                case _:
                    yield from self.examined(step)
            if self.plan.left_at in {LEFT_AFTER.get(step.kind), self.held().facts.stage.value}:
                return

    def examined(self, step: OpenStep) -> Moments:
        """The handler examines; what interrupts or delays a case does so here."""
        match self.plan.fate if step.kind == "examine" and not self.was_returned else "":
            case "paused":
                yield from self.paused(step)
                if self.plan.left_at:
                    return
            case "extended":
                yield from self.extended()
                yield self.turn(step, days=self.chance.randint(2, 5))
            case "late":
                yield self.world.office.turn(self.post_of(step), self.past_the_promise())
            case _:
                yield self.turn(step)
        text = sayings.UNFIT if self.plan.fate == "refused" else self.chance.choice(sayings.EXAMINED)
        acts.complete_step(self.number, step.step_id, Opinion.AGREE, text, by=self.of(step), at=self.world.now)

    def reviewed(self, step: OpenStep) -> Moments:
        """The reviewer agrees, or sends it back once."""
        yield self.turn(step)
        by, now = self.of(step), self.world.now
        if self.goes_back():
            self.was_returned = True
            why = self.chance.choice(sayings.RETURNS)
            acts.complete_step(self.number, step.step_id, Opinion.RETURN, why, by=by, at=now)
        else:
            text = self.chance.choice(sayings.REVIEWED)
            acts.complete_step(self.number, step.step_id, Opinion.AGREE, text, by=by, at=now)

    def goes_back(self) -> bool:
        """Whether the reviewer is not yet content."""
        if self.was_returned or self.plan.fate not in {"smooth", "returned"}:
            return False
        return self.plan.fate == "returned" or self.chance.randrange(100) < RETURNED_IN_HUNDRED

    def paused(self, step: OpenStep) -> Moments:
        """A special procedure of the item: it begins, and ends with its result."""
        yield self.turn(step, days=0)
        procedure = self.special_procedure()
        days = procedure.days or 30
        calendar = self.world.office.calendar
        planned = calendar.add(self.world.today, days)
        acts.pause(
            self.number,
            procedure.kind,
            procedure=sayings.announcement(procedure),
            planned_end=planned,
            by=self.of(step),
            at=self.world.now,
        )
        if self.plan.left_at:
            return
        took = max(1, days * self.chance.randint(50, 100) // 100)
        yield self.world.office.turn(self.post_of(step), self.world.office.on(calendar.add(self.world.today, took), 30))
        acts.resume(self.number, sayings.RESULTS[procedure.kind], by=self.of(step), at=self.world.now)
        yield self.turn(step)

    def special_procedure(self) -> SpecialProcedure:
        """The one the scene speaks of, else any the item has."""
        offered = self.plan.item.special_procedures
        spoken = [each for each in offered if any(word in self.plan.note for word in sayings.KEYWORDS[each.kind])]
        return self.chance.choice(spoken or offered)

    def extended(self) -> Moments:
        """Two working days before the last day promised the head prolongs the time, once."""
        head, office = f"{self.plan.item.organ}.head", self.world.office
        last = self.last_day_promised()
        ahead = office.calendar.working_days_between(self.world.today, last) - 2
        day = office.calendar.add(self.world.today, max(ahead, 1))
        yield office.turn(head, office.on(day, self.chance.randint(30, 90)))
        reason = self.chance.choice(sayings.EXTENSIONS)
        acts.extend(self.number, reason=reason, by=self.world.official(head), at=self.world.now)

    def past_the_promise(self) -> datetime:
        """Some working days after the last day promised."""
        last = self.last_day_promised()
        days = self.chance.randint(1, 6)
        return self.world.office.on(self.world.office.calendar.add(last, days), self.chance.randint(0, 200))

    def last_day_promised(self) -> date:
        """承诺到期日."""
        last = clocks.due_days(self.held().facts, self.world.office.calendar).promised_on
        assert last is not None, "the items that meet with delay have a promise"
        return last

    def decided(self, step: OpenStep) -> Moments:
        """Granted, or refused with reasons."""
        yield self.turn(step, days=0 if self.is_instant else None)
        refused = self.plan.fate == "refused"
        outcome = Outcome.REFUSE if refused else Outcome.GRANT
        item = self.plan.item
        reasons = sayings.refusal(item, self.plan.note, self.chance) if refused else sayings.grant(item)
        acts.decide(self.number, outcome, reasons, by=self.of(step), at=self.world.now)

    def delivered(self, step: OpenStep) -> Moments:
        """Handed over at the window, by mail, or online where the applicant agreed to it."""
        yield self.turn(step, days=0 if step.working_days < 1 else None)
        ways, weights = (
            ((Delivery.ELECTRONIC, Delivery.MAIL, Delivery.WINDOW), (5, 2, 3))
            if self.plan.channel == "online"
            else ((Delivery.WINDOW, Delivery.MAIL), (8, 2))
        )
        way = self.chance.choices(ways, weights)[0]
        acts.deliver(
            self.number,
            way,
            self.world.applying.signs(self.plan),
            by=self.of(step),
            at=self.world.now,
            consent=sayings.CONSENT if way is Delivery.ELECTRONIC else "",
        )

    # Who and when

    @property
    def is_instant(self) -> bool:
        """Whether the item is decided on the spot."""
        return self.plan.item.case_kind == "instant"

    def open_step(self) -> OpenStep:
        """The first step that waits."""
        return self.held().open_steps()[0]

    def post_of(self, step: OpenStep) -> str:
        """The code of the post the step belongs to."""
        return self.posts[step.post]

    def of(self, step: OpenStep) -> Actor:
        """Who holds that post now."""
        return self.world.official(self.post_of(step))

    def later(self, days: int) -> date:
        """So many days on."""
        return self.world.today + timedelta(days=days)

    def turn(self, step: OpenStep, days: int | None = None) -> datetime:
        """When the step's post comes to it: after so many working days, else after as many as the case's pace wants."""
        wait = self.paced(step.working_days) if days is None else days
        office = self.world.office
        if wait:
            start = office.on(office.calendar.add(self.world.today, wait), self.chance.randint(0, DAY_MINUTES))
        else:
            start = office.after(self.world.now, self.chance.randint(5, 25))
        return office.turn(self.post_of(step), start)

    def paced(self, allowed: int) -> int:
        """Working days taken of those a step has."""
        if self.plan.fate == "at_once" or not allowed:
            return 0
        match self.plan.pace:
            case "last_day":
                return allowed
            case "before":
                return self.chance.randint(min(allowed, max(1, allowed // 3)), max(1, allowed - 1))
            case _:
                return self.chance.randint(0, allowed // 3)
