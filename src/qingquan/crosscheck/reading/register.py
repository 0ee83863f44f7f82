"""The county's register as lists speak of it: organs by any of their names, towns and villages by theirs."""

from django.db.models import Q

from qingquan.crosscheck.rules.departments import organ_meant
from qingquan.law import Refused
from qingquan.places.models import Division, Organ, Post
from qingquan.places.words import DivisionLevel, HallLevel


class Register:
    """Organs and divisions, read once for a list."""

    def __init__(self) -> None:
        self.organs = {organ.pk: organ for organ in Organ.objects.select_related("division")}
        self.named = {organ.name: organ.pk for organ in self.organs.values()}
        self.exact = {
            name: organ
            for organ in self.organs.values()
            for name in (organ.name, organ.short_name, organ.uscc, organ.seq)
        }
        self.known: dict[str, Organ | None] = {}

    def organ(self, text: str) -> Organ | None:
        """The organ a list means; None when none or several fit."""
        if text not in self.known:
            meant = organ_meant(text, self.named)
            self.known[text] = self.exact.get(text) or (self.organs[meant] if meant is not None else None)
        return self.known[text]

    def must(self, text: str) -> Organ:
        """The same, for rows that say nothing without an organ."""
        found = self.organ(text)
        if found is None:
            raise Refused(f"本县机关名录里没有“{text}”，请写机关全称，或者先登记机关。")
        return found


def town_of(post: Post) -> Division | None:
    """The town or village whose window a post sits at; None for the posts of the county itself."""
    halls = post.windows.filter(hall__level__in=[HallLevel.TOWN.value, HallLevel.VILLAGE.value])
    window = halls.select_related("hall__division").order_by("pk").first()
    return window.hall.division if window else None


class Towns:
    """Towns and villages by name; a village's name alone may fit several."""

    def __init__(self) -> None:
        towns = Division.objects.filter(Q(level=DivisionLevel.TOWN) | Q(level=DivisionLevel.VILLAGE))
        self.named: dict[str, list[Division]] = {}
        for each in towns.select_related("parent"):
            for name in {each.name, each.code, f"{each.parent.name if each.parent else ''}{each.name}"}:
                self.named.setdefault(name, []).append(each)

    def must(self, text: str) -> Division:
        """The one that is meant."""
        found = self.named.get(text, [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(f"“{text}”有 {len(found)} 个，请写成“某某镇某某村”。")
        raise Refused(f"本县没有叫“{text}”的镇（街道）或者村（社区），请核对。")
