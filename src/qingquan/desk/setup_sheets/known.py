"""The names a county's sheets may refer to: what is entered already, and what earlier sheets bring."""

from dataclasses import dataclass, field

from qingquan.catalogue.models import Item
from qingquan.desk.setup_sheets.problems import Wrong
from qingquan.law import Refused
from qingquan.people.models import Account
from qingquan.people.words import AccountKind
from qingquan.places.models import County, Division, Hall, Office, Organ, Post


@dataclass(slots=True)
class Known:
    """Everything that can be named. Organs are found by credit code, name, short name or number alike."""

    county: str
    divisions: dict[str, str] = field(default_factory=dict)
    """Code → name."""
    organs: dict[str, str] = field(default_factory=dict)
    """Any of its names → credit code."""
    offices: set[tuple[str, str]] = field(default_factory=set)
    posts: dict[str, str] = field(default_factory=dict)
    """Code → credit code of the organ."""
    officials: set[str] = field(default_factory=set)
    halls: set[str] = field(default_factory=set)
    items: dict[str, str] = field(default_factory=dict)
    """Code → credit code of the organ, empty when that is not settled."""

    def add_organ(self, uscc: str, *names: str) -> None:
        """Let an organ be called by its names."""
        self.organs |= dict.fromkeys((uscc, *names), uscc)

    def division(self, named: str) -> str:
        """The code of a division named by code or by name."""
        said = "".join(named.split())
        if said.isascii() and said.isdecimal():
            said = said.ljust(12, "0")
        found = [code for code, name in self.divisions.items() if said in {code, name}]
        if not found:
            raise Wrong(f"没有区划“{said}”", "请先在“区划”表里列出，或者核对代码")
        if len(found) > 1:
            raise Wrong(f"有 {len(found)} 个区划都叫“{said}”", "请改填区划代码")
        return found[0]

    def organ(self, named: str) -> str:
        """The credit code of an organ named in any way."""
        said = "".join(named.split())
        found = self.organs.get(said) or self.organs.get(said.upper()) or self.organs.get(said.zfill(3))
        if found is None:
            raise Wrong(f"没有机关“{said}”", "请先在“机关”表里列出，或者核对名称")
        return found


def known_now() -> Known:
    """What the database holds; `Refused` when no county has been founded yet."""
    county = County.objects.first()
    if county is None:
        raise Refused("还没有建立本县，请先运行 ./qingquan county init。")
    known = Known(county.division_id)
    known.divisions = dict(Division.objects.values_list("code", "name"))
    for names in Organ.objects.values_list("uscc", "name", "short_name", "seq"):
        known.add_organ(*names)
    known.offices = set(Office.objects.values_list("organ__uscc", "name"))
    known.posts = dict(Post.objects.filter(closed_on__isnull=True).values_list("code", "organ__uscc"))
    known.officials = set(
        Account.objects.filter(kind=AccountKind.OFFICIAL.value, is_active=True).values_list("username", flat=True)
    )
    known.halls = set(Hall.objects.values_list("name", flat=True))
    known.items = {code: uscc or "" for code, uscc in Item.objects.values_list("code", "organ__uscc")}
    return known
