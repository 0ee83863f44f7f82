"""Unfinished texts are kept while they are typed; two writers never overwrite each other unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.review.acts.hold import person
from qingquan.review.models import SetAside, Writing
from qingquan.review.rules.drafts import LONGEST_FIELD, is_stale
from qingquan.review.rules.texts import plain
from qingquan.review.words import DraftKind


@dataclass(frozen=True, slots=True)
class Kept:
    """The text as it is now. `stale`: somebody else's stands, and one's own was set aside beside it."""

    writing: Writing
    stale: bool


@act("review.draft_kept")
def keep(
    kind: DraftKind, subject: str, owner: str, fields: Mapping[str, str], *, seen: int, by: Actor, at: datetime
) -> Kept:
    """Keep what somebody has typed so far; `seen` is the revision their page showed, nought for an empty one."""
    if any(len(text) > LONGEST_FIELD for text in fields.values()):
        raise Refused(f"每一项不超过 {LONGEST_FIELD} 字，请删减后再保存。")
    account, written = person(by), {name: plain(text) for name, text in fields.items()}
    row, made = Writing.objects.select_for_update().get_or_create(
        kind=kind.value,
        subject=subject,
        owner=owner,
        defaults={"fields": written, "changed_by": account, "changed_at": at},
    )
    own = row.changed_by_id == account.pk
    stale = not made and is_stale(seen, row.revision, written, row.fields, own=own)
    if stale:
        SetAside.objects.update_or_create(writing=row, account=account, defaults={"fields": written, "at": at})
    elif not made:
        row.revision += row.fields != written
        row.fields, row.changed_by, row.changed_at = written, account, at
        row.save(update_fields=["fields", "revision", "changed_by", "changed_at"])
        row.set_aside.filter(account=account).delete()
    record(subject, "review.draft_kept", {"kind": kind.value, "set_aside": stale}, by=by, at=at)
    return Kept(row, stale)


def forget(kind: DraftKind, subject: str, owner: str) -> None:
    """What was given is no draft any more. Belongs inside the act that gives it."""
    Writing.objects.filter(kind=kind.value, subject=subject, owner=owner).delete()
