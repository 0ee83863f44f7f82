"""The county as one value, with the few questions everybody asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qingquan.demo.county.powers import Item, Statute
from qingquan.demo.county.rhythm import Rhythm
from qingquan.demo.county.shapes import Firm, Hall, Mandate, Official, Organ, Person, Post, Town, Village, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """Everything the files hold. Lookups raise `KeyError` with the key that is not there."""

    code: str
    name: str
    supervise_phone: str
    reconsideration: str
    court: str
    towns: tuple[Town, ...]
    organs: tuple[Organ, ...]
    officials: tuple[Official, ...]
    halls: tuple[Hall, ...]
    persons: tuple[Person, ...]
    firms: tuple[Firm, ...]
    mandates: tuple[Mandate, ...]
    statutes: tuple[Statute, ...]
    items: tuple[Item, ...]
    rhythm: Rhythm

    @property
    def villages(self) -> Iterator[Village]:
        """Every village and community, town by town."""
        return (village for town in self.towns for village in town.villages)

    @property
    def posts(self) -> Iterator[Post]:
        """Every post of every organ."""
        return (post for organ in self.organs for post in organ.posts)

    def organ(self, key: str) -> Organ:
        """The organ with this key."""
        return {each.key: each for each in self.organs}[key]

    def item(self, key: str) -> Item:
        """The item with this key."""
        return {each.key: each for each in self.items}[key]

    def holder(self, item: Item, role: str) -> Post:
        """The post that takes this role for the item: the one it names, else its organ's first of the role."""
        posts = self.organ(item.organ).posts_of(role)
        named = item.holders.get(role)
        return {post.code: post for post in posts}[named] if named else posts[0]

    def holders_of(self, post: str, on: date) -> tuple[Official, ...]:
        """Who holds the post on that day."""
        return tuple(
            official
            for official in self.officials
            if any(tenure.post == post and tenure.holds(on) for tenure in official.tenures)
        )

    def windows_of(self, item: Item) -> tuple[tuple[Hall, Window], ...]:
        """The windows of the county centre where the item's clerk sits."""
        clerk = self.holder(item, "window_clerk").code
        return tuple(
            (hall, window)
            for hall in self.halls
            if hall.level == "county"
            for window in hall.windows
            if clerk in window.posts
        )
