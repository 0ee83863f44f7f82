"""Saving one group of a draft, so that two people at one draft never overwrite each other unseen."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from qingquan.catalogue import acts
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.canonical import to_plain
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import VersionState
from qingquan.law import Refused
from qingquan.ledger.rules import canonical
from qingquan.papers.form_schema import canonical as canonical_form
from qingquan.people.models import Actor


class Stale(Exception):
    """Somebody else saved the same group since the page was opened; `version` is the draft as it is now."""

    def __init__(self, version: ItemVersion) -> None:
        self.version = version
        super().__init__(version.digest)


def mark_of(version: ItemVersion, names: Sequence[str]) -> str:
    """The digest of a group's elements: a page is stale only when these changed, whatever happened elsewhere."""
    facts = version.facts()
    text = canonical({name: to_plain(getattr(facts, name)) for name in names})
    return hashlib.sha256(f"{version.number} ".encode() + text).hexdigest()


def mark_of_form(version: ItemVersion) -> str:
    """The same for the application form."""
    return hashlib.sha256(f"{version.number} {canonical_form(version.form_schema or {})}".encode()).hexdigest()


def save(item: Item, values: Mapping[str, object], mark: str, by: Actor, at: datetime) -> ItemVersion:
    """Lay the values of one group over the draft as it is now. `Stale` when the group is not what it was."""
    with transaction.atomic():
        draft = held(item)
        if mark_of(draft, tuple(values)) != mark:
            raise Stale(draft)
        facts: VersionFacts = replace(draft.facts(), **values)  # type: ignore[arg-type]
        return acts.revise(draft.item, facts, by=by, at=at) if facts != draft.facts() else draft


def save_form(item: Item, schema: Mapping[str, object], mark: str, by: Actor, at: datetime) -> ItemVersion:
    """Put another application form into the draft."""
    with transaction.atomic():
        draft = held(item)
        if mark_of_form(draft) != mark:
            raise Stale(draft)
        return acts.revise(draft.item, draft.facts(), by=by, at=at, form_schema=schema)


def held(item: Item) -> ItemVersion:
    """The draft with its item locked, by the lock the acts themselves take, so that nobody saves in between."""
    Item.objects.select_for_update().get(pk=item.pk)
    newest = ItemVersion.objects.select_related("item__organ__division").filter(item=item).order_by("number").last()
    if newest is None or newest.state != VersionState.DRAFT:
        raise Refused("该版本已不是草稿，您填写的内容没有保存；请回到事项页面看现在的版本。")
    return newest
