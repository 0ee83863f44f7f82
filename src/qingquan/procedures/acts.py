"""Storing a procedure. Checking it is `runs.check`; binding it to an item is the catalogue's."""

import hashlib
from datetime import datetime

from qingquan.ledger.acts import Who, act, record
from qingquan.procedures.models import StoredProcedure


@act("procedure.stored")
def store(xml: str, *, name: str, by: Who | None, at: datetime) -> StoredProcedure:
    """Keep a BPMN file by its digest; storing the same file again changes nothing."""
    sha256 = hashlib.sha256(xml.encode()).hexdigest()
    stored, _ = StoredProcedure.objects.get_or_create(
        sha256=sha256, defaults={"name": name, "xml": xml, "stored_at": at}
    )
    record(sha256, "procedure.stored", {"name": name}, by=by, at=at)
    return stored
