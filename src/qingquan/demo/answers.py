"""How the made-up applicants fill in their forms: every question of an item answered so that it makes sense."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from qingquan.demo.county.powers import Field, Item
from qingquan.demo.county.shapes import Firm, Person
from qingquan.papers.forms import Form

Offer = TypeVar("Offer")
FRESH = ("泉水湾", "竹里人家", "映山红", "青禾", "石桥头", "柳岸", "禾苗", "云上")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the file of answers offers, by question, or by item and question."""

    texts: Mapping[str, list[str]]
    numbers: Mapping[str, list[int]]
    days: Mapping[str, list[int]]
    identities: Mapping[str, str]
    choices: Mapping[str, list[str]]
    ticked: frozenset[str]

    def options(self, item: Item, applicant: str, key: str, offered: Sequence[str]) -> Sequence[str]:
        """Of the answers offered, those that make sense for the applicant, else for the item, else all."""
        return self.choices.get(f"{item.key}.{applicant}.{key}") or self.choices.get(f"{item.key}.{key}") or offered


def read_phrases() -> Phrases:
    """The file of answers."""
    table = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))
    return Phrases(
        table["texts"],
        table["numbers"],
        table["days"],
        table["identities"],
        table["choices"],
        frozenset(table["ticked"]["keys"]),
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Who fills in: the applicant, the person behind it, and another person who is named in the form."""

    applicant: Person | Firm
    person: Person
    other: Person
    on: date
    chance: Random
    phrases: Phrases

    def circumstances(self, item: Item, *, by_agent: bool) -> dict[str, str]:
        """An answer to every question of the guide, by the question's key."""
        chosen = {}
        for scenario in item.scenarios:
            fitting = [option for option in scenario.options if fits(option, self.applicant, by_agent=by_agent)]
            options = self.phrases.options(item, self.applicant.key, scenario.key, fitting or scenario.options)
            chosen[scenario.key] = self.chance.choice(options)
        return chosen

    def filled_in(self, item: Item, form: Form, chosen: Mapping[str, str]) -> dict[str, object]:
        """The answers as the form reads them; what it would refuse is a slip in the file of answers."""
        post = {each.key: [self.answer(item, each, chosen)] for each in item.form}
        answers = form.read(post, on=self.on)
        if answers.errors:
            raise ValueError(f"{item.key}: {answers.errors}")
        return answers.values

    def answer(self, item: Item, question: Field, chosen: Mapping[str, str]) -> str:
        """One question answered, as it would be typed."""
        if question.enum:
            options = self.phrases.options(item, self.applicant.key, question.key, question.enum)
            # The guide may have asked the same before; nobody answers otherwise the second time.
            return chosen.get(question.key) or self.chance.choice(options)
        if question.type == "boolean":
            return "true" if question.key in self.phrases.ticked else "false"
        if question.type in {"integer", "number"}:
            return str(self.chance.randint(*offered(self.phrases.numbers, item, question)))
        return self.written(item, question)

    def written(self, item: Item, question: Field) -> str:
        """A question to be answered in words, a day, or a number that identifies."""
        match question.format:
            case "date":
                days = self.chance.randint(*offered(self.phrases.days, item, question))
                return (self.on + timedelta(days=days)).isoformat()
            case "phone":
                return self.applicant.phone
            case "id-card" | "uscc":
                return self.identity(question)
            case _:
                return self.words(self.chance.choice(offered(self.phrases.texts, item, question)))

    def identity(self, question: Field) -> str:
        """The number asked for."""
        stated = self.phrases.identities.get(question.key)
        if stated == "other":
            return self.other.id_number
        if stated is not None:
            return stated
        if question.format == "uscc" and isinstance(self.applicant, Firm):
            return self.applicant.uscc
        return self.person.id_number

    def words(self, phrase: str) -> str:
        """A phrase with its places filled."""
        return phrase.format(
            name=self.applicant.name,
            person=self.person.name,
            family=self.person.name[0],
            other=self.other.name,
            address=self.applicant.address,
            short=short_name(self.applicant),
            fresh=self.chance.choice(FRESH),
            n=self.chance.randint(2, 9),
            six=f"{self.chance.randint(0, 999999):06d}",
        )


def offered(table: Mapping[str, Offer], item: Item, question: Field) -> Offer:
    """What the file offers for a question: for this item, else for every item that asks it."""
    return table[own] if (own := f"{item.key}.{question.key}") in table else table[question.key]


def short_name(applicant: Person | Firm) -> str:
    """泉味楼餐饮 for 清泉县泉味楼餐饮有限公司; a person's business has the person's name."""
    if isinstance(applicant, Person):
        return f"{applicant.name}经营部"
    return applicant.name.removeprefix("清泉县").split("有限")[0].split("（")[0]


def fits(option: str, applicant: Person | Firm, *, by_agent: bool) -> bool:
    """Whether this applicant could answer so."""
    if option in {"单位", "其他单位"}:
        return isinstance(applicant, Firm)
    if option == "个人":
        return isinstance(applicant, Person)
    if "委托" in option or "代为申请" in option:
        return by_agent
    if option in {"本人申请", "本人或者共同生活的家庭成员"}:
        return not by_agent
    return option not in {"国有林业企业事业单位", "收养的弃婴", "重新申请执业"}
