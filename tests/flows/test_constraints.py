"""What must always hold is held by the database: each is tried by plain SQL, as somebody with its password could."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from qingquan.cases import acts
from qingquan.cases.acts import MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Channel, Delivery, MaterialWay, Opinion, Outcome
from qingquan.papers.models import Document, StoredFile
from qingquan.papers.printed import pdf_of
from tests.county import County, at, found

pytestmark = pytest.mark.django_db

MON = date(2026, 3, 2)


def delivered(county: County) -> Case:
    kept = StoredFile.objects.create(
        sha256="0" * 64, name="申请书.pdf", kind="pdf", size=1, path="kept/00", uploaded_at=at(MON), checked_at=at(MON)
    )
    case = acts.receive(
        county.version,
        county.applicant,
        answers={},
        materials=[
            MaterialGiven("取水许可申请书", MaterialWay.UPLOADED, file_id=kept.pk),
            MaterialGiven("建设项目水资源论证报告书", MaterialWay.PAPER),
        ],
        channel=Channel.ONLINE,
        by=county.as_citizen,
        at=at(MON),
    )
    acts.accept(case.number, by=county.clerk.acts, at=at(MON))
    acts.pause(
        case.number, "testing", procedure="检测", planned_end=date(2026, 3, 9), by=county.handler.acts, at=at(MON, 11)
    )
    acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(date(2026, 3, 4)))
    for hour, official in ((11, county.handler), (12, county.reviewer)):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "", by=official.acts, at=at(date(2026, 3, 4), hour))
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(date(2026, 3, 4), 15))
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(date(2026, 3, 5)))
    pdf_of(Document.objects.get(subject=case.number, kind="certificate"), at(date(2026, 3, 5)))
    return case


def refuses(sql: str, says: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=says), transaction.atomic():
            cursor.execute(sql)


TRIED = [
    # the list
    ("UPDATE catalogue_itemversion SET legal_days = 30", "内容不能更改"),
    ("UPDATE catalogue_itemversion SET from_on = from_on - 30", "生效日期不能更改"),
    ("UPDATE catalogue_itemversion SET state = 'draft'", "状态不能这样变化"),
    ("UPDATE catalogue_itemversion SET state = 'withdrawn', until_on = '2026-02-01'", "首次使用之前失效"),
    ("UPDATE catalogue_itemversion SET first_used_at = NULL", "首次使用"),
    ("DELETE FROM catalogue_itemversion", "不能删除"),
    ("UPDATE catalogue_material SET need = 'optional'", "不能更改"),
    ("DELETE FROM catalogue_specialprocedure", "不能更改"),
    ("UPDATE catalogue_item SET organ_id = NULL", "实施主体不能清空"),
    # cases
    ("UPDATE cases_case SET version_id = version_id + 1", "不能更改"),
    ("UPDATE cases_case SET procedure_sha256 = repeat('0', 64)", "不能更改"),
    ("UPDATE cases_case SET received_at = received_at - interval '1 day'", "不能更改"),
    ("""UPDATE cases_case SET limits = limits || '{"legal_days": 60}'""", "不能更改"),
    ("UPDATE cases_case SET query_code = 'AAAAAA'", "不能更改"),
    ("UPDATE cases_case SET answers = ''", "不能更改"),
    ("UPDATE cases_case SET matter = '{}'", "事项内容不能更改"),
    ("UPDATE cases_case SET stage = 'unheard_of'", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET stage = 'received'", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET stage = 'accepted'", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET stage = 'approved'", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET stage = 'approved', closed_on = NULL, accepted_on = NULL", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET stage = 'refused', closed_on = NULL, decided_on = NULL", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET stage = 'withdrawn', closed_on = NULL", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET closed_on = NULL", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET decided_on = NULL", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET outcome = ''", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET accepted_on = NULL", "case_stage_fits_its_days"),
    ("UPDATE cases_case SET extension_days = -1", "case_stage_fits_its_days"),
    ("INSERT INTO cases_case SELECT * FROM cases_case", "duplicate key"),
    ("DELETE FROM cases_case", "不能删除"),
    # steps
    ("UPDATE cases_step SET done_at = NULL", "已经办理"),
    ("UPDATE cases_step SET post_id = post_id + 1", "已经办理"),
    ("DELETE FROM cases_step", "不能删除"),
    (
        "INSERT INTO cases_step (case_id, step, name, kind, node, opened_at, opinion, text)"
        " SELECT id, 'x', 'x', 'x', '', now(), '', '' FROM cases_case",
        "post_id",
    ),
    (
        "INSERT INTO cases_step (case_id, step, name, kind, node, post_id, opened_at, opinion, text)"
        " SELECT c.id, 'x', 'x', 'x', '', p.id, now(), '', '' FROM cases_case c, places_post p",
        "step_open_once",
    ),
    # special procedures
    ("UPDATE cases_pauserow SET started_on = started_on - 7", "特别程序"),
    ("UPDATE cases_pauserow SET ended_on = ended_on + 30", "特别程序"),
    ("UPDATE cases_pauserow SET reason = 'hearing'", "特别程序"),
    ("DELETE FROM cases_pauserow", "特别程序"),
    (
        "INSERT INTO cases_pauserow (case_id, reason, label, cite, document_id, started_on, planned_end_on, result)"
        " SELECT case_id, reason, label, cite, document_id, '2026-03-03', '2026-03-09', '' FROM cases_pauserow",
        "pauses_of_a_case_do_not_overlap",
    ),
    (
        "INSERT INTO cases_pauserow (case_id, reason, label, cite, document_id, started_on, planned_end_on, result)"
        " SELECT case_id, '', label, cite, document_id, '2026-04-03', '2026-04-09', '' FROM cases_pauserow",
        "pause_has_a_reason_and_an_article",
    ),
    (
        "INSERT INTO cases_pauserow (case_id, reason, label, cite, started_on, planned_end_on, result)"
        " SELECT case_id, reason, label, cite, '2026-04-03', '2026-04-09', '' FROM cases_pauserow",
        "document_id",
    ),
    (
        "INSERT INTO cases_pauserow (case_id, reason, label, cite, document_id, started_on, planned_end_on, result)"
        " SELECT case_id, reason, label, cite, document_id, '2026-04-03', '2026-04-03', '' FROM cases_pauserow",
        "pause_is_planned_and_ends_after_it_begins",
    ),
    # papers
    ("UPDATE papers_document SET contents = contents || '{}', number = number || 'x'", "不能修改"),
    ("DELETE FROM papers_document", "不能修改或删除"),
    ("UPDATE papers_print SET pdf = ''", "不能修改"),
    ("DELETE FROM papers_print", "不能修改或删除"),
    ("DELETE FROM papers_storedfile", "cases_materialin"),
    ("UPDATE papers_storedfile SET sha256 = repeat('1', 64)", "文件"),
    ("UPDATE procedures_storedprocedure SET name = name || 'x'", "不能修改"),
    ("DELETE FROM procedures_storedprocedure", "不能"),
    # the record
    ("UPDATE ledger_entry SET facts = '{}'", "只能追加"),
    ("DELETE FROM ledger_entry", "只能追加"),
    # emptying, by itself or by way of another table
    ("TRUNCATE ledger_entry", "不能清空"),
    ("TRUNCATE cases_step", "清空"),
    ("TRUNCATE papers_print", "清空"),
    ("TRUNCATE places_organ CASCADE", "清空"),
    ("TRUNCATE people_account CASCADE", "清空"),
]


@pytest.mark.parametrize(("sql", "says"), TRIED, ids=[sql[:70] for sql, _ in TRIED])
def test_the_database_refuses(sql: str, says: str) -> None:
    delivered(found())
    refuses(sql, says)


def test_the_guards_of_the_record_stand_in_every_session() -> None:
    """An ordinary trigger sleeps while rows are replicated or restored; these do not."""
    with connection.cursor() as sql:
        sql.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'ledger_entry'::regclass AND NOT tgisinternal"
        )
        assert dict(sql.fetchall()) == {"ledger_append_only": "A", "ledger_no_truncate": "A"}


def second_version(**changes: int) -> None:
    """A draft beside the published version, alike but for these columns."""
    with connection.cursor() as sql:
        sql.execute("CREATE TEMP TABLE twin ON COMMIT DROP AS SELECT * FROM catalogue_itemversion")
        sql.execute("UPDATE twin SET id = id + 1000, number = 2, state = 'draft', from_on = NULL")
        for column, value in changes.items():
            sql.execute(f"UPDATE twin SET {column} = %s", [value])
        sql.execute(
            "SELECT string_agg(quote_ident(attname), ',') FROM pg_attribute"
            " WHERE attrelid = 'catalogue_itemversion'::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
        )
        columns = sql.fetchone()[0]
        sql.execute(f"INSERT INTO catalogue_itemversion ({columns}) SELECT {columns} FROM twin")


def test_versions_of_one_item_do_not_overlap() -> None:
    found()
    second_version()
    with connection.cursor() as sql:
        sql.execute("UPDATE catalogue_itemversion SET state = 'reviewed' WHERE number = 2")
    refuses(
        "UPDATE catalogue_itemversion SET state = 'published', from_on = '2026-06-01' WHERE number = 2",
        "version_never_overlaps",
    )


def test_a_promise_longer_than_the_law_stays_a_draft() -> None:
    found()
    second_version(promise_days=21)
    refuses("UPDATE catalogue_itemversion SET state = 'reviewed' WHERE number = 2", "version_promise_within_law")
