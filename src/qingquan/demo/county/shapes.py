"""What the county's files hold, once read: places, organs, people, halls and applicants.

Everything is frozen; a date is a day in Asia/Shanghai. Items and law are in `powers`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """村、社区, with its twelve-digit code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """镇、乡、街道, with its twelve-digit code."""

    code: str
    name: str
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """岗位. `duties` are those of its role unless the post states its own."""

    code: str
    role: str
    name: str
    duties: str
    office: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """机关. `short_name` begins its document numbers; `approval_office` is the one unit that handles approvals."""

    key: str
    name: str
    short_name: str
    seq: str
    uscc: str
    nature: str
    vertical: bool
    phone: str
    address: str
    offices: tuple[str, ...]
    posts: tuple[Post, ...]
    approval_office: str = ""
    entry_mode: str = ""
    entry_note: str = ""
    note: str = ""

    def posts_of(self, role: str) -> tuple[Post, ...]:
        """Its posts of one role, the first being the one that holds items unless they say otherwise."""
        return tuple(post for post in self.posts if post.role == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """任职: on a post from a day; `until` is the last day."""

    post: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """An official's account and the posts held by it."""

    username: str
    name: str
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """窗口. A department window names its organ; an integrated one may name the organs it takes in for."""

    number: str
    name: str
    kind: str
    posts: tuple[str, ...] = ()
    organ: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """县政务服务中心、镇便民服务中心、村便民服务站."""

    level: str
    division: str
    name: str
    address: str
    hours: str
    phone: str
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A made-up natural person; `username` when the person has an account."""

    key: str
    name: str
    id_number: str
    phone: str
    address: str
    username: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A made-up firm; `legal_representative` is the key of a person."""

    key: str
    name: str
    uscc: str
    legal_representative: str
    phone: str
    address: str
    business: str
    username: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """委托代理: who may act for whom in what, `until` being the last day."""

    principal: str
    agent: str
    matters: str
    since: date
    until: date
