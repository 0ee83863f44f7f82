"""The demonstration county once it is entered: who and what the files' keys stand for in the database."""

from dataclasses import dataclass, field
from datetime import date

from qingquan.catalogue.models import ItemVersion
from qingquan.demo.county.powers import Item
from qingquan.demo.reading import County
from qingquan.people.models import Account, Actor, Applicant, Mandate
from qingquan.places.models import Organ, Post, Window


@dataclass(slots=True)
class Cast:
    """The county's files beside the rows made from them, by the keys the files use."""

    county: County
    organs: dict[str, Organ] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    windows: dict[tuple[str, str], Window] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    applicants: dict[str, Applicant] = field(default_factory=dict)
    mandates: list[Mandate] = field(default_factory=list)
    versions: dict[str, list[ItemVersion]] = field(default_factory=dict)

    def official(self, post: str, on: date) -> Actor:
        """Whoever holds the post on that day, acting from it; of several, the first."""
        holder = self.county.holders_of(post, on)[0]
        return Actor(self.accounts[holder.username], self.posts[post])

    def role_of(self, item: Item, role: str, on: date) -> Actor:
        """Whoever takes this role for the item."""
        return self.official(self.county.holder(item, role).code, on)

    def applying(self, key: str) -> Actor:
        """The applicant, acting for themselves from their own account."""
        return Actor(self.applicants[key].account)

    def version(self, item: Item, on: date) -> ItemVersion:
        """The version of the item in force on that day."""
        return next(
            version
            for version in self.versions[item.key]
            if version.from_on and version.from_on <= on and (version.until_on is None or on <= version.until_on)
        )
