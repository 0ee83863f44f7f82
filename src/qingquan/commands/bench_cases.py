"""Many open cases for `bench pages`, copied in the database from one that was received and accepted by its acts."""

from datetime import date
from importlib import import_module
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection

from qingquan.commands.bench_database import use
from qingquan.commands.bench_pages import Page
from qingquan.demo.small import found
from qingquan.people.models import Account

DAY = date(2026, 11, 2)

# Every copy has its own number, its own due days and one open step at the handler's post.
COPIES = """
    INSERT INTO cases_case SELECT (jsonb_populate_record(c, jsonb_build_object(
        'id', c.id + n, 'number', '7' || lpad(n::text, 24, '0'), 'query_code', 'ABCDEF',
        'promised_due_on', c.promised_due_on + (n %% 40), 'legal_due_on', c.legal_due_on + (n %% 40)))).*
    FROM cases_case c, generate_series(1, %s) n WHERE c.number = %s;
"""
STEPS = """
    INSERT INTO cases_step (case_id, step, name, kind, node, post_id, opened_at, due_on, opinion, text)
    SELECT s.case_id + n, s.step, s.name, s.kind, s.node, s.post_id, s.opened_at, s.due_on + (n %% 40), '', ''
    FROM cases_step s, generate_series(1, %s) n WHERE s.case_id = %s AND s.done_at IS NULL;
"""


def pages_of(database: str, cases: int) -> tuple[list[Page], str]:
    """The pages to measure, and the address of the database the server reads."""
    use(database)
    county = found()
    case = county.accept(DAY)
    with connection.cursor() as sql:
        sql.execute(COPIES, [cases, case.number])
        sql.execute(STEPS, [cases, case.pk])
        sql.execute("ANALYZE")
    cookie = _signed_in(county.handler.account)
    call_command("collectstatic", verbosity=0, interactive=False)
    place = connection.settings_dict
    connection.close()
    url = f"postgresql:///{database}?host={quote(str(place['HOST']), safe='')}&user={place['USER']}"
    pages = [
        Page("事项页", f"/items/{county.item.code}/"),
        # An official's pages are asked for one after another, by two officials at a time.
        Page("办件页", f"/desk/cases/{case.number}/", cookie, connections=2),
        Page("我的任务", "/desk/", cookie, connections=2),
    ]
    return pages, url


def _signed_in(account: Account) -> str:
    """A session of this official, as signing in makes it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
