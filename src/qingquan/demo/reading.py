"""The demonstration county's files read into frozen dataclasses, whole or not at all.

`read_county()` answers a `County` in which every reference holds; `CountyDataError` lists what does not, by file and
place. Only the standard library is used, so that the data can be read before anything is installed.
"""

from pathlib import Path

from qingquan.demo.county import checks, rhythm, shapes
from qingquan.demo.county.catalogue import read_items, read_statutes
from qingquan.demo.county.tables import CountyDataError, Table, listed, load, made, rows
from qingquan.demo.county.whole import County

__all__ = ["County", "CountyDataError", "read_county"]

FOLDER = Path(__file__).parent / "county"


def read_county(folder: Path = FOLDER) -> County:
    """Everything in the folder, checked."""
    county = assemble(folder)
    if found := checks.problems(county):
        raise CountyDataError("\n".join(found))
    return county


def assemble(folder: Path) -> County:
    """The parts put together; their shape is checked here, what they say of each other in `checks`."""
    divisions = load(folder / "divisions.toml")
    applicants = load(folder / "applicants.toml")
    statutes = read_statutes(folder / "statutes.toml")
    organs = read_organs(folder / "organs.toml")
    head = divisions["county"]
    assert isinstance(head, dict)
    return made(
        County,
        head,
        "divisions.toml county",
        towns=tuple(read_town(row) for row in rows(divisions, "town")),
        organs=organs,
        officials=tuple(read_official(row) for row in rows(load(folder / "people.toml"), "person")),
        halls=tuple(read_hall(row) for row in rows(load(folder / "halls.toml"), "hall")),
        persons=tuple(made(shapes.Person, row, "applicants.toml person") for row in rows(applicants, "person")),
        firms=tuple(made(shapes.Firm, row, "applicants.toml firm") for row in rows(applicants, "firm")),
        mandates=tuple(made(shapes.Mandate, row, "applicants.toml mandate") for row in rows(applicants, "mandate")),
        statutes=tuple(statutes.values()),
        items=tuple(read_items(folder, statutes, {organ.key: organ for organ in organs})),
        rhythm=read_rhythm(folder / "rhythm.toml"),
    )


def read_town(row: Table) -> shapes.Town:
    """A town with its villages."""
    return made(shapes.Town, row, "divisions.toml", villages=listed(shapes.Village, row, "villages", "divisions.toml"))


def read_organs(path: Path) -> tuple[shapes.Organ, ...]:
    """Organs with their posts; a post without duties of its own has those of its role."""
    table = load(path)
    duties = table["duties"]
    assert isinstance(duties, dict)
    return tuple(
        made(
            shapes.Organ,
            row,
            f"organs.toml {row.get('key')}",
            posts=tuple(
                made(
                    shapes.Post,
                    {"duties": duties.get(str(post.get("role")), "")} | post,
                    f"organs.toml {row.get('key')}",
                )
                for post in rows(row, "posts")
            ),
        )
        for row in rows(table, "organ")
    )


def read_official(row: Table) -> shapes.Official:
    """An account with its tenures."""
    where = f"people.toml {row.get('username')}"
    return made(shapes.Official, row, where, tenures=listed(shapes.Tenure, row, "tenures", where))


def read_hall(row: Table) -> shapes.Hall:
    """A hall with its windows."""
    where = f"halls.toml {row.get('name')}"
    return made(shapes.Hall, row, where, windows=listed(shapes.Window, row, "windows", where))


def read_rhythm(path: Path) -> rhythm.Rhythm:
    """The parameters of the made-up months."""
    table = load(path)
    return made(
        rhythm.Rhythm,
        {key: value for key, value in table.items() if key not in {"note", "beat", "scene"}},
        path.name,
        beats=listed(rhythm.Beat, table, "beat", path.name),
        scenes=listed(rhythm.Scene, table, "scene", path.name),
    )
