"""Statutes and items read from their files: bases joined to their texts, procedures shared out over the promise."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from qingquan.demo.county import citations, powers, shapes
from qingquan.demo.county.tables import CountyDataError, Table, listed, load, made, rows

ROWS_OF_AN_ITEM = {
    "materials": powers.Material,
    "fees": powers.Fee,
    "results": powers.Result,
    "scenarios": powers.Scenario,
    "special_procedures": powers.SpecialProcedure,
    "form": powers.Field,
}
GIVEN_FIRST = ("examine", "decide", "review")


def read_statutes(path: Path) -> dict[str, powers.Statute]:
    """Statutes by the short title under which items cite them."""
    return {
        str(row["short"]): made(powers.Statute, row, f"statutes.toml {row['short']}")
        for row in rows(load(path), "statute")
    }


def read_items(
    folder: Path, statutes: Mapping[str, powers.Statute], organs: Mapping[str, shapes.Organ]
) -> Iterator[powers.Item]:
    """The items of every organ's file, in the order of the files."""
    plans = load(folder / "procedures.toml")
    for path in sorted((folder / "items").glob("*.toml")):
        table = load(path)
        organ = organs.get(str(table.get("organ")))
        if organ is None:
            raise CountyDataError(f"{path.name}：没有机关“{table.get('organ')}”。")
        for row in rows(table, "item"):
            yield read_item(row, organ, statutes, plans, f"{path.name} {row.get('key')}")


def read_item(
    row: Table, organ: shapes.Organ, statutes: Mapping[str, powers.Statute], plans: Table, where: str
) -> powers.Item:
    """One item: its code is the organ's credit code, the level and the base code; its bases carry their texts."""
    apart = {"set_by", "detailed_by", "legal", "promise"}
    legal = row.get("legal")
    promise = (
        made(powers.Promise, stated, f"{where} promise") if isinstance(stated := row.get("promise"), dict) else None
    )
    return made(
        powers.Item,
        {key: value for key, value in row.items() if key not in apart},
        where,
        organ=organ.key,
        code=f"{organ.uscc}{powers.LEVEL}{row.get('base_code')}",
        bases=(
            *bases(row, "set_by", "sets_up", statutes, where),
            *bases(row, "detailed_by", "elaborates", statutes, where),
        ),
        legal=made(powers.Limit, legal, f"{where} legal") if isinstance(legal, dict) else None,
        promise=promise,
        stages=read_stages(row, plans, promise.days if promise else 0, where),
        **{key: listed(shape, row, key, where) for key, shape in ROWS_OF_AN_ITEM.items()},
    )


def bases(
    row: Table, key: str, role: str, statutes: Mapping[str, powers.Statute], where: str
) -> tuple[powers.Basis, ...]:
    """The provisions under a key, joined to the statute whose text is kept."""
    found: list[powers.Basis] = []
    cited = row.get(key, [])
    for text in cited if isinstance(cited, list) else [cited]:
        try:
            citation = citations.parse(str(text))
            statute = statutes[citation.statute]
            statute.articles[citation.article]
        except (ValueError, KeyError) as slip:
            raise CountyDataError(f"{where} {key}：“{text}”在 statutes.toml 中查不到（{slip}）。") from None
        found.append(powers.Basis(statute=statute, article=citation.place, role=role))
    return tuple(found)


def read_stages(row: Table, plans: Table, promised: int, where: str) -> tuple[powers.Stage, ...]:
    """The item's own stages, or those of the common procedure it names, within the promised working days."""
    if "stages" in row:
        return listed(powers.Stage, row, "stages", where)
    if "procedure" not in row:
        return ()
    plan = plans.get(str(row["procedure"]))
    if not isinstance(plan, dict):
        raise CountyDataError(f"{where}：没有流程“{row['procedure']}”，procedures.toml 中有 {'、'.join(plans)}。")
    return shared_out(rows(plan, "stages"), promised, where)


def shared_out(plan: list[dict[str, object]], promised: int, where: str) -> tuple[powers.Stage, ...]:
    """The promised days over the stages: by share, rounded down, then what is left.

    Nobody who examines, decides or reviews is left without a day while there is one to give, in that order; the rest
    goes to the examination. What runs beside a stage has its days.
    """
    days = [0 if stage.get("beside") else promised * int(str(stage["share"])) // 100 for stage in plan]
    kinds = [str(stage["kind"]) for stage in plan]
    for kind in GIVEN_FIRST:
        if kind in kinds and not days[kinds.index(kind)] and sum(days) < promised:
            days[kinds.index(kind)] = 1
    if "examine" in kinds:
        days[kinds.index("examine")] += promised - sum(days)
    for place, stage in enumerate(plan):
        if stage.get("beside"):
            days[place] = days[place - 1]
    bare = [{key: value for key, value in stage.items() if key != "share"} for stage in plan]
    return tuple(made(powers.Stage, stage, where, working_days=n) for n, stage in zip(days, bare, strict=True))
