"""The handling items of a power as they stand: siblings under one main item, or under one base code."""

from django.db.models import Q

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.leaner.models import SaidKind
from qingquan.leaner.rules.flows import Handling, HandlingKind, kind_of
from qingquan.procedures import runs
from qingquan.procedures.words import FlowNode


def family(item: Item) -> list[Handling]:
    """The item and its siblings, by their newest versions."""
    mine = Q(pk=item.pk)
    if item.parent_id:
        mine |= Q(parent_id=item.parent_id)
    else:
        mine |= Q(parent_id=item.pk)
    if item.base_code:
        mine |= Q(base_code=item.base_code, organ_id=item.organ_id)
    versions = ItemVersion.objects.newest().filter(item__in=Item.objects.filter(mine))
    return [
        handling(version) for version in versions.select_related("item__said_kind", "procedure").order_by("item__code")
    ]


def handling(version: ItemVersion) -> Handling:
    """One version as the rules see it."""
    facts = version.facts()
    said: SaidKind | None = getattr(version.item, "said_kind", None)
    return Handling(
        code=version.item.code,
        name=version.name,
        kind=HandlingKind(said.kind) if said else kind_of(version.name),
        corrected=said.reason if said else "",
        steps=steps_of(version),
        specials=tuple((special.reason, special.name) for special in facts.special_procedures),
        sha256=version.procedure_id or "",
        version=version.number,
    )


def steps_of(version: ItemVersion) -> tuple[tuple[str, FlowNode], ...] | None:
    """The steps of its flowchart with the node each belongs to; None when there is no flowchart that runs."""
    if version.procedure is None:
        return None
    try:
        return tuple((step.name, step.node) for step in runs.load(version.procedure.xml.encode()).steps)
    except runs.NotRunnable:
        return None
