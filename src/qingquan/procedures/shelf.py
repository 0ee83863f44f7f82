"""Compiled procedures by digest: each is read from the database and compiled once in a process."""

from functools import lru_cache

from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure


@lru_cache(maxsize=1000)
def program(sha256: str) -> runs.Program:
    """The program a case runs on. A stored file never changes, so what is kept can never be stale."""
    return runs.load(StoredProcedure.objects.get(sha256=sha256).xml.encode())
