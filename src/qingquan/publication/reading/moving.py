"""What changed in a catalogue after a batch of it was put together: the batch no longer says how it will stand."""

from qingquan.catalogue.words import SeedCatalogue
from qingquan.publication.models import Batch
from qingquan.publication.reading.editions import listed, types_of
from qingquan.publication.reading.endings import overtaken
from qingquan.publication.words import Part

BROUGHT = (Part.NEW, Part.ENDED)
LONG = ("version__elements", "version__form_schema")


def moved_since(batch: Batch) -> list[str]:
    """The names of the items that are not as the batch has them. Only names and digests are asked for."""
    fields = ("code", "part", "digest", "version__digest", "version__name", "version__item")
    items = list(batch.items.order_by("position").values_list(*fields))
    brought = [item for _, part, _, _, _, item in items if part in BROUGHT]
    standing = listed(batch.from_on).filter(item__power_type__in=types_of(SeedCatalogue(batch.catalogue)))
    beside = standing.exclude(item__in=brought).order_by("item__code")
    now = {code: (digest, name) for code, digest, name in beside.values_list("item__code", "digest", "name")}
    found = []
    for code, part, digest, digest_now, name, _ in items:
        there = now.pop(code, None)
        if part in BROUGHT:
            same = digest == digest_now
        else:
            same = there is None if part == Part.GONE else there is not None and there[0] == digest
        if not same:
            found.append(name)
    found += [name for _, name in now.values()]
    ending = batch.items.filter(part=Part.ENDED).select_related("version").defer("row", *LONG)
    return list(dict.fromkeys([*found, *(each.version.name for each in overtaken(list(ending)))]))
