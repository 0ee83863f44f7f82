"""Statutes and items read from their files: bases joined to their texts, procedures shared out over the promise."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from qingquan.demo.county import citations, powers, shapes
from qingquan.demo.county.tables import CountyDataError, Table, load, listed, made, rows

ROWS_OF_AN_ITEM = {
    "materials": powers.Material,
    "fees": powers.Fee,
    "results": powers.Result,
    "scenarios": powers.Scenario,
    "special_procedures": powers.SpecialProcedure,
    "form": powers.Field,
}


def read_statutes(path: Path) -> dict[str, powers.Statute]:
    """Statutes by the short title under which items cite them."""
    return {str(row["short"]): made(powers.Statute, row, f"statutes.toml {row['short']}") for row in rows(load(path), "statute")}


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
    promise = made(powers.Promise, stated, f"{where} promise") if isinstance(stated := row.get("promise"), dict) else None
    return made(
        powers.Item,
        {key: value for key, value in row.items() if key not in apart},
        where,
        organ=organ.key,
        code=f"{organ.uscc}{powers.LEVEL}{row.get('base_code')}",
        bases=(*bases(row, "set_by", "sets_up", statutes, where), *bases(row, "detailed_by", "elaborates", statutes, where)),
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
    """Working days by share, rounded down; the days left over go to the examination and what runs beside it."""
    days = [promised * int(str(stage["share"])) // 100 for stage in plan]
    left = promised - sum(n for n, stage in zip(days, plan, strict=True) if not stage.get("beside"))
    return tuple(
        made(
            powers.Stage,
            {key: value for key, value in stage.items() if key != "share"},
            where,
            working_days=n + (left if stage["kind"] == "examine" or stage.get("beside") else 0),
        )
        for n, stage in zip(days, plan, strict=True)
    )
