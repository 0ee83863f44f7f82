"""Records leave for another system: whole, in the standard's columns, and every file is recorded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qingquan.exchange import sheets
from qingquan.exchange.rules import sending
from qingquan.exchange.rules.tables import Record
from qingquan.exchange.words import Layout, RecordForm, RecordTable
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.people.rules import scrubbed


@dataclass(frozen=True, slots=True)
class Sending:
    """What was asked for: which table of which days, in which form, for whom."""

    table: RecordTable
    since: date
    until: date
    form: RecordForm
    layout: Layout
    receiver: str

    def check(self) -> None:
        """`Refused` before anything is read."""
        sending.check_period(self.since, self.until)
        sending.check_receiver(self.receiver)


@act("exchange.records_sent_out")
def send_records(wanted: Sending, records: Sequence[Record], *, personal: bool, by: Actor, at: datetime) -> bytes:
    """The records as a file. `personal` says that numbers of people are in it unmasked."""
    wanted.check()
    sending.check_sends(by.role, personal)
    data = sheets.write(wanted.table, records, wanted.form, wanted.layout)
    facts = {
        "table": wanted.table,
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "form": wanted.form,
        "receiver": scrubbed(wanted.receiver.strip()[:200]),
        "records": len(records),
        "unfit": sum(len(each.unfit) for each in records),
        "personal": personal,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    record(f"sending/{wanted.table}", "exchange.records_sent_out", facts, by=by, at=at)
    return data
