"""Drafting: a new item, a new version of an item, a change to a draft."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from qingquan.catalogue.acts.writing import COLUMNS, check_lengths, clear_rows, keywords, lay, rows_of, write_rows
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules import authority, lives
from qingquan.catalogue.rules.codes import parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import VersionState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.procedures.models import StoredProcedure


@act("item.drafted")
def draft(
    facts: VersionFacts,
    *,
    organ: Organ | None,
    by: Actor,
    at: datetime,
    parent: Item | None = None,
    form_schema: Mapping[str, object] | None = None,
) -> ItemVersion:
    """Begin an item: its code, its organ and the first draft of what it says."""
    authority.check_drafts(by.role, by.organ.pk if by.organ else None, organ.pk if organ else None)
    code = parse_item_code(facts.code).raw
    check_words(facts)
    if Item.objects.filter(code=code).exists():
        raise Refused(f"编码“{code}”已有事项，请在该事项下另立新版本。")
    item = Item(code=code, organ=organ, parent=parent, **keywords(facts))
    item.save(force_insert=True)
    version = new_version(item, 1, facts, form_schema, by)
    record(code, "item.drafted", {"version": 1, "digest": version.digest}, by=by, at=at)
    return version


@act("item.revised")
def revise(
    item: Item,
    facts: VersionFacts,
    *,
    by: Actor,
    at: datetime,
    form_schema: Mapping[str, object] | None = None,
) -> ItemVersion:
    """Change the draft of an item, or begin its next version when the last one is no draft any more."""
    authority.check_drafts(by.role, by.organ.pk if by.organ else None, item.organ_id)
    check_words(facts)
    if facts.code != item.code:
        raise Refused(f"事项编码不能由“{item.code}”改为“{facts.code}”；机关调整后请另立事项并撤回原事项。")
    Item.objects.select_for_update().get(pk=item.pk)
    newest = item.versions.order_by("number").last()
    lives.check_may_draft(VersionState(newest.state) if newest else None)
    if newest is not None and newest.state == VersionState.DRAFT:
        version = rewrite(newest, facts, form_schema)
    else:
        version = new_version(item, next_number(item), facts, form_schema, by)
    if not item.versions.exclude(state=VersionState.DRAFT).exists():
        Item.objects.filter(pk=item.pk).update(**keywords(facts))
    record(item.code, "item.revised", {"version": version.number, "digest": version.digest}, by=by, at=at)
    return version


@act("item.organ_settled")
def settle_organ(item: Item, organ: Organ, *, by: Actor, at: datetime) -> Item:
    """Say which organ exercises an item that was imported without one."""
    authority.check_role(by.role, authority.REVIEWERS, "确定实施主体")
    held = Item.objects.select_for_update().get(pk=item.pk)
    if held.organ_id is not None:
        raise Refused("该事项已有实施主体；机关调整后请另立事项并撤回原事项。")
    held.organ = organ
    held.save(update_fields=["organ"])
    record(held.code, "item.organ_settled", {"organ": organ.uscc}, by=by, at=at)
    return held


def new_version(
    item: Item, number: int, facts: VersionFacts, form_schema: Mapping[str, object] | None, by: Actor
) -> ItemVersion:
    """A draft with its rows."""
    version = ItemVersion(item=item, number=number, drafted_by=by.account)
    lay(version, facts, form_schema)
    version.save(force_insert=True)
    write_rows(rows_of(version, facts))
    return version


def rewrite(version: ItemVersion, facts: VersionFacts, form_schema: Mapping[str, object] | None) -> ItemVersion:
    """A draft with other elements; its form is kept when none is given."""
    lay(version, facts, version.form_schema if form_schema is None else form_schema)
    version.save(update_fields=COLUMNS)
    clear_rows([version.pk])
    write_rows(rows_of(version, facts))
    return version


def next_number(item: Item) -> int:
    """One more than the last version's."""
    return int(item.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def check_words(facts: VersionFacts) -> None:
    """A name there must be, nothing too long, and a procedure that is stored."""
    if not facts.name:
        raise Refused("没有事项名称，请补充。")
    check_lengths(facts)
    if facts.procedure_sha256 and not StoredProcedure.objects.filter(sha256=facts.procedure_sha256).exists():
        raise Refused("所选的权力运行流程图不在流程库中，请先存入流程。")
