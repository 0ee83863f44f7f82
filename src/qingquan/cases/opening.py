"""Opening what was handed in with its number and query code, for people who are not signed in.

Guessing is counted and stopped. Addresses are kept only as keyed hashes.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from qingquan.cases.models import Case
from qingquan.law import Refused
from qingquan.people.secrets import search_hash

TRIES_PER_HOUR = 10
WRONG = "编号和查询码对不上。请照收件回执核对，编号25位，查询码6位。"
TOO_MANY = "一小时内试错太多，请过一小时再试，或者登录后查看、拨打便民热线。"
COUNT = """
INSERT INTO cases_tries (key, hour, count) VALUES (%s, %s, 1)
ON CONFLICT (key, hour) DO UPDATE SET count = cases_tries.count + 1
RETURNING count
"""
GIVE_BACK = "UPDATE cases_tries SET count = count - 1 WHERE key = %s AND hour = %s"
# A code no case can have: a wrong number costs the same comparison as a wrong code.
NO_CODE = "------"


def open_with_code(number: str, code: str, *, address: str, at: datetime) -> Case:
    """The case; `Refused` in the same words for a wrong number and a wrong code."""
    with counted("query", number, address, at):
        case = Case.objects.filter(number=number).only("number", "query_code").first()
        if not is_code(case.query_code if case else NO_CODE, code) or case is None:
            raise Refused(WRONG)
    return case


def is_code(kept: str, said: str) -> bool:
    """Whether the code said is the one kept, in a time that tells nothing of how much of it was right."""
    return hmac.compare_digest(kept.encode(), said.encode())


@contextmanager
def counted(what: str, number: str, address: str, at: datetime) -> Iterator[None]:
    """Count a try at a number and from an address; `Refused` beyond `TRIES_PER_HOUR` of either.

    It is counted before it is judged, so that many at once cannot all slip under the limit; a right one, which leaves
    the block without a refusal, is given back.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    keys = [search_hash(f"{what}/number/{number}"), search_hash(f"{what}/address/{address}")]
    if max([tries(key, hour) for key in keys]) > TRIES_PER_HOUR:
        raise Refused(TOO_MANY)
    yield
    with connection.cursor() as sql:
        sql.executemany(GIVE_BACK, [(key, hour) for key in keys])


def tries(key: bytes, hour: datetime) -> int:
    """One more try in this hour; the answer counts it."""
    with connection.cursor() as sql:
        sql.execute(COUNT, [key, hour])
        return int(sql.fetchone()[0])


def check_not_too_often(what: str, address: str, at: datetime) -> None:
    """Anybody may hand in without signing in, but no machine a thousand times an hour."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    if tries(search_hash(f"{what}/sent/{address}"), hour) > TRIES_PER_HOUR:
        raise Refused("一小时内提交得太多，请过一小时再试，或者拨打便民热线。")
