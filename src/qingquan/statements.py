"""SQL that lives in named files beside the models, as migrations run it."""

from importlib import resources

from django.db.migrations import RunSQL


def statements(package: str, name: str) -> RunSQL:
    """The file `qingquan/<package>/sql/<name>.sql` as one migration operation; it cannot be taken back."""
    text = resources.files(f"qingquan.{package}").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    # psycopg would read a percent sign as a placeholder only if parameters came with it; none do.
    return RunSQL(text)
