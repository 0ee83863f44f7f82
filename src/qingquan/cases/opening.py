"""Opening a case with its number and query code, for people who are not signed in. Guessing is counted and stopped."""

import hmac
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
    """The case; `Refused` in the same words for a wrong number and a wrong code.

    A try is counted before it is judged, so that many at once cannot all slip under the limit; a right one is given
    back. Addresses are kept only as keyed hashes.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    keys = [search_hash(f"query/number/{number}"), search_hash(f"query/address/{address}")]
    with connection.cursor() as sql:
        counts = []
        for key in keys:
            sql.execute(COUNT, [key, hour])
            counts.append(sql.fetchone()[0])
        if max(counts) > TRIES_PER_HOUR:
            raise Refused(TOO_MANY)
        case = Case.objects.filter(number=number).only("number", "query_code").first()
        right = hmac.compare_digest((case.query_code if case else NO_CODE).encode(), code.encode())
        if case is None or not right:
            raise Refused(WRONG)
        for key in keys:
            sql.execute(GIVE_BACK, [key, hour])
    return case
