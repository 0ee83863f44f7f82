"""The frame of every act: one transaction that either leaves its record or leaves nothing."""

import functools
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from django.db import transaction

from qingquan.ledger import rules
from qingquan.ledger.models import Entry

P = ParamSpec("P")
R = TypeVar("R")


class UnrecordedAct(Exception):
    """A defect: an act ended without writing its kind to the ledger; everything it wrote was undone."""


class Who(Protocol):
    """Whoever acts: an account, from a post or for themselves. See `people.models.Actor`."""

    @property
    def account_id(self) -> int | None:
        """Primary key of the account; None for the system itself."""

    @property
    def post_id(self) -> int | None:
        """Primary key of the post; None for applicants and the system."""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act, as the handbook by role lists it."""

    kind: str
    name: str
    says: str


@dataclass(slots=True)
class _Frame:
    kind: str
    recorded: set[str] = field(default_factory=set)


ACTS: dict[str, Act] = {}
_frames: ContextVar[tuple[_Frame, ...]] = ContextVar("frames", default=())


def act(kind: str, *, in_one_statement: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an act: whole or not at all, and recorded or undone.

    `in_one_statement` is for acts that write by one SQL function which records as well: the statement is whole by
    itself, so no transaction is opened around it, which saves two of four trips to the database.
    Raises `UnrecordedAct` when the function returns without having recorded `kind`.
    """

    def dress(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        says = (function.__doc__ or "").strip().split("\n", 1)[0]
        ACTS[name] = Act(kind, name, says)

        @functools.wraps(function)
        def do(*args: P.args, **kwargs: P.kwargs) -> R:
            frame = _Frame(kind)
            token = _frames.set((*_frames.get(), frame))
            try:
                with nullcontext() if in_one_statement else transaction.atomic():
                    result = function(*args, **kwargs)
                    if kind not in frame.recorded:
                        raise UnrecordedAct(f"{name} ended without recording {kind}")
                    return result
            finally:
                _frames.reset(token)

        return do

    return dress


def acting() -> bool:
    """Whether an act is under way. Writing outside one is a defect."""
    return bool(_frames.get())


def recorded(kind: str) -> None:
    """Say that an entry of this kind was written by a named SQL function instead of `record`."""
    for frame in _frames.get():
        frame.recorded.add(kind)


def _entry(subject: str, kind: str, facts: Mapping[str, object], by: Who | None, at: datetime) -> Entry:
    account, post = (by.account_id, by.post_id) if by else (None, None)
    leaf = rules.leaf_hash(subject=subject, kind=kind, facts=facts, at=at, account=account, post=post)
    return Entry(subject=subject, kind=kind, facts=dict(facts), at=at, account_id=account, post_id=post, leaf=leaf)


def record(subject: str, kind: str, facts: Mapping[str, object], *, by: Who | None = None, at: datetime) -> Entry:
    """Append one entry in the running act's transaction."""
    entry = _entry(subject, kind, facts, by, at)
    entry.save(force_insert=True)
    recorded(kind)
    return entry


def record_many(
    kind: str, entries: Iterable[tuple[str, Mapping[str, object]]], *, by: Who | None = None, at: datetime
) -> None:
    """Append entries of one kind for many subjects: (subject, facts) each."""
    Entry.objects.bulk_create([_entry(subject, kind, facts, by, at) for subject, facts in entries], batch_size=1000)
    recorded(kind)
