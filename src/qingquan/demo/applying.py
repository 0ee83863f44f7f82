"""An application handed in: answers, materials, the door it comes through, and who takes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from random import Random

from qingquan.cases import acts
from qingquan.cases.acts import MaterialGiven, drafting
from qingquan.cases.models import Case
from qingquan.cases.rules.drafts import Asked, Wanted, asked
from qingquan.cases.words import Channel, MaterialWay
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import MaterialSource
from qingquan.demo.answers import Phrases, Writer
from qingquan.demo.applications import Application
from qingquan.demo.cast import Cast
from qingquan.demo.county.shapes import Firm, Hall, Person
from qingquan.demo.county.shapes import Window as WindowData
from qingquan.demo.enclosures import Enclosures
from qingquan.demo.founding import SHANGHAI
from qingquan.papers.forms import Form
from qingquan.people.models import Actor, Mandate
from qingquan.places.models import Window

FILES_FROM = date(2026, 11, 2)
"""Files take time to make and check: only the applications of the last weeks, those people look at, have them."""


@dataclass(slots=True)
class Door:
    """Who hands the application over the counter or sends it, and at which window."""

    by: Actor
    window: Window | None = None


class Applying:
    """The applicants' side: what they fill in, bring and send."""

    def __init__(self, cast: Cast, phrases: Phrases) -> None:
        self.cast, self.phrases = cast, phrases
        county = cast.county
        self.persons = {person.key: person for person in county.persons}
        self.firms = {firm.key: firm for firm in county.firms}
        self.listed: dict[int, list[Wanted]] = {}
        self.forms: dict[int, Form] = {}
        self.enclosures = Enclosures()

    def receive(self, plan: Application, missing: str) -> Case:
        """The application is received, all its required materials there but the missing one."""
        on, chance = plan.at.date(), plan.chance()
        version = self.cast.version(plan.item, on)
        mandate = self.mandate_of(plan, on)
        writer = self.writer(plan, on, chance)
        chosen = writer.circumstances(plan.item, by_agent=mandate is not None)
        if plan.fate == "at_once":
            chosen["mode"] = "告知承诺"
        form = self.form_of(version)
        answers = writer.filled_in(plan.item, form, chosen)
        questions = {each.question: chosen[each.key] for each in plan.item.scenarios}
        door = self.door(plan, on, mandate)
        return acts.receive(
            version,
            self.cast.applicants[plan.applicant],
            answers=answers | ({"circumstances": questions} if questions else {}),
            materials=self.brought(plan, version, chosen, missing),
            channel=Channel(plan.channel),
            by=door.by,
            at=plan.at,
            mandate=mandate,
            window=door.window,
            form_digest=form.digest,
        )

    def form_of(self, version: ItemVersion) -> Form:
        """The form the version asks."""
        if version.pk not in self.forms:
            assert version.form_schema is not None
            self.forms[version.pk] = Form.from_schema(version.form_schema)
        return self.forms[version.pk]

    def writer(self, plan: Application, on: date, chance: Random) -> Writer:
        """The applicant with a person behind it and another one beside."""
        applicant = self.applicant(plan.applicant)
        person = self.persons[applicant.legal_representative] if isinstance(applicant, Firm) else applicant
        other = chance.choice([each for each in self.persons.values() if each.key != person.key])
        return Writer(applicant, person, other, on, chance, self.phrases)

    def applicant(self, key: str) -> Person | Firm:
        """The person or firm with this key."""
        return self.persons[key] if key in self.persons else self.firms[key]

    def signs(self, plan: Application) -> str:
        """Who signs for what is handed over."""
        applicant = self.applicant(plan.applicant)
        return self.persons[applicant.legal_representative].name if isinstance(applicant, Firm) else applicant.name

    def mandate_of(self, plan: Application, on: date) -> Mandate | None:
        """A mandate that is live and speaks of the item, where the application needs or likes one."""
        applicant = self.cast.applicants[plan.applicant]
        for mandate in self.cast.mandates:
            if mandate.principal_id == applicant.pk and mandate.live(on) and plan.item.name[:4] in mandate.matters:
                return mandate
        return None

    def door(self, plan: Application, on: date, mandate: Mandate | None) -> Door:
        """Online from the applicant's or the agent's account; else the clerk who sits at the window."""
        match plan.channel:
            case "online":
                return Door(Actor(mandate.agent.account) if mandate else self.cast.applying(plan.applicant))
            case "county":
                hall, window = self.cast.county.windows_of(plan.item)[0]
                by = self.cast.role_of(plan.item, "window_clerk", on)
            case level:
                hall, window = self.near(plan, level)
                # Villages have no clerk of their own in the system: the town's enters what the station took in.
                _, staffed = self.near(plan, "town")
                by = self.cast.official(staffed.posts[0], on)
        return Door(by, self.cast.windows[hall.name, window.number])

    def near(self, plan: Application, level: str) -> tuple[Hall, WindowData]:
        """The hall of that level nearest to the applicant, by the address."""
        address = self.applicant(plan.applicant).address
        town = next(town for town in self.cast.county.towns if town.name in address)
        named = {"town": {town.code}, "village": {each.code for each in town.villages}}[level]
        halls = [hall for hall in self.cast.county.halls if hall.division in named]
        own = [hall for hall in halls if hall.name.removeprefix(town.name).removesuffix("便民服务站") in address]
        chosen = (own or halls)[0]
        return chosen, chosen.windows[0]

    def asked(self, version: ItemVersion, chosen: dict[str, str]) -> list[Asked]:
        """The materials these circumstances ask for."""
        if version.pk not in self.listed:
            rows = version.materials.values_list("name", "need", "source", "scenario")
            self.listed[version.pk] = [Wanted(*row) for row in rows]
        questions: list[dict[str, list[str]]] = version.elements.get("scenarios", [])
        offered = {answer for question in questions for answer in question.get("answers", [])}
        return asked(self.listed[version.pk], offered, set(chosen.values()))

    def brought(
        self, plan: Application, version: ItemVersion, chosen: dict[str, str], missing: str
    ) -> list[MaterialGiven]:
        """Every material of the list as it comes in."""
        wanted = {each.wanted.name for each in self.asked(version, chosen)}
        given = []
        for each in self.listed[version.pk]:
            if each.name not in wanted:
                given.append(MaterialGiven(each.name, MaterialWay.NOT_NEEDED))
            elif each.source == MaterialSource.GOVERNMENT:
                given.append(MaterialGiven(each.name, MaterialWay.SHARED))
            elif each.name != missing:
                given.append(self.material(plan, each.name, plan.at))
        return given

    def material(self, plan: Application, name: str, at: datetime) -> MaterialGiven:
        """One material: over the net as a file, else on paper."""
        if plan.channel != "online" or plan.at.date() < FILES_FROM:
            return MaterialGiven(name, MaterialWay.PAPER)
        applicant = self.cast.applicants[plan.applicant]
        by = self.cast.applying(plan.applicant)
        file = self.enclosures.upload(name, item=plan.item.name, applicant=applicant.name, by=by, at=at)
        return MaterialGiven(name, MaterialWay.UPLOADED, file_id=file)


def drafts(cast: Cast, applying: Applying) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """Applications that the two demonstration applicants have begun and not sent."""
    for n, (item, applicant) in enumerate((("individual_business", "p01"), ("special_hours", "f01"))):
        moment = datetime(2026, 11, 19, 20, 10 + n, tzinfo=SHANGHAI)
        plan = Application(n, cast.county.item(item), applicant, "online", moment, "smooth", "well_before")
        yield moment, partial(begin, cast, applying, plan)


def begin(cast: Cast, applying: Applying, plan: Application) -> None:
    """Begin an application and fill in the first half of its form."""
    on, by = plan.at.date(), cast.applying(plan.applicant)
    version = cast.version(plan.item, on)
    writer = applying.writer(plan, on, plan.chance())
    chosen = writer.circumstances(plan.item, by_agent=False)
    questions = {each.question: chosen[each.key] for each in plan.item.scenarios}
    draft = drafting.begin_draft(version, cast.applicants[plan.applicant], questions, by=by, at=plan.at)
    half = plan.item.form[: len(plan.item.form) // 2]
    typed = {question.key: [writer.answer(plan.item, question, chosen)] for question in half}
    drafting.keep_typed(draft, typed, by=by, at=plan.at)
