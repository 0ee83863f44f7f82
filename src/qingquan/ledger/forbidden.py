"""A "no" of the database that people are told as a rule's: raised by a trigger, with its reason and its article.

A higher room may forbid what a lower room's act would write (no case under a power given up). Its trigger raises this
SQLSTATE with the reason as message and the article as detail; whichever act ran into it refuses in the same words.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, IntegrityError, transaction
from psycopg import Error

from qingquan.law import Refused

SQLSTATE = "QQ002"
# integrity_constraint_violation itself, which no built-in constraint raises: only triggers of ours do.
OWN_GUARDS = "23000"


def refusal_of(error: BaseException | None) -> Refused | None:
    """The refusal a database error tells; None for every other error."""
    if isinstance(error, Error) and error.sqlstate == SQLSTATE:
        return Refused(error.diag.message_primary or "", error.diag.message_detail or "")
    return None


@contextmanager
def told_as_refusal() -> Iterator[None]:
    """Let what the database forbids in words reach the caller as `Refused`."""
    try:
        yield
    except DatabaseError as error:
        if (no := refusal_of(error.__cause__)) is not None:
            raise no from error
        raise


@contextmanager
def guarded() -> Iterator[None]:
    """What a guard on a table's own integrity says no to is a `Refused`, with its words and its article.

    The work within is a savepoint: the caller's transaction can go on after the no.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as no:
        said = getattr(no.__cause__, "diag", None)
        if said is None or said.sqlstate != OWN_GUARDS:
            raise
        raise Refused(str(said.message_primary), str(said.message_hint or "")) from no
