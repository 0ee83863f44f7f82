"""Cases and findings out by GB/T 39046-2020: which table of which days, as what, for whom; every file recorded."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.cases.models import Case
from qingquan.desk import exchange_gates as own
from qingquan.desk import gates
from qingquan.exchange import acts
from qingquan.exchange.reading import cases
from qingquan.exchange.rules import sending, tables
from qingquan.exchange.words import Layout, RecordForm, RecordTable
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.supervision import exchanging
from qingquan.supervision.models import Card

CONTENT_TYPES = {
    RecordForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    RecordForm.CSV: "text/csv; charset=utf-8",
    RecordForm.JSON: "application/json",
}
DAYS_BACK = 30
TABLES_TOLD = (
    ("表 5 申请信息", "谁申请了什么、交了哪些材料，每份材料一行。含申请人的姓名和号码。"),
    ("表 6 受理信息", "何时由谁受理、受理文书编号、承诺办结时间，每件一行。"),
    ("表 7 办理过程信息", "每个环节一行，延期和停计时间的特别程序各一行。"),
    ("表 8 办理结果信息", "何时办结、结果和证照，每件一行。"),
    ("表 11 电子监察信息", "监察牌，每张一行；线索不在标准的预警类型里，类型代码留空。"),
)
LEFT_EMPTY = (
    "证件类型和申报来源的代码表未收录，邮政编码、投资项目编号、材料份数没有登记，附件不随文件送出：这些列留空，不编造。"
)


@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest) -> HttpResponse:
    """The form; sent, it answers with the file."""
    actor = gates.require(gates.actor_of(request), *sending.SENDERS)
    if request.method != "POST":
        return page(request, actor, {})
    try:
        return sent(asked(request.POST), actor)
    except Refused as no:
        return page(request, actor, request.POST, no)


def sent(wanted: acts.Sending, actor: Actor) -> HttpResponse:
    """The file; what is in it is read by what the post may see, numbers in clear only for the organ's own head."""
    wanted.check()
    personal = wanted.table is RecordTable.APPLICATION and own.sends_in_clear(actor)
    rows = rows_of(wanted, actor, personal=personal)
    data = acts.send_records(wanted, rows, personal=personal, by=actor, at=timezone.now())
    answer = HttpResponse(data, content_type=CONTENT_TYPES[wanted.form])
    name = f"gbt39046-{wanted.table.value}-{wanted.since}-{wanted.until}.{wanted.form.value}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def rows_of(wanted: acts.Sending, actor: Actor, *, personal: bool) -> list[tables.Record]:
    """The rows of the wanted table."""
    if wanted.table is RecordTable.SUPERVISION:
        found = list(cards_of(actor, wanted.since, wanted.until)[: sending.MOST + 1])
        sending.check_number(len(found))
        return tables.of_findings(exchanging.findings(found), wanted.layout)
    asked_for = list(cases_of(actor, wanted.since, wanted.until)[: sending.MOST + 1])
    sending.check_number(len(asked_for))
    rows = tables.of_cases(wanted.table, cases.told(asked_for, clear=personal), wanted.layout)
    sending.check_rows(len(rows))
    return rows


def cases_of(actor: Actor, since: date, until: date) -> QuerySet[Case]:
    """The cases received on these days that the post may see."""
    return gates.cases_for(actor).filter(received_on__gte=since, received_on__lte=until).order_by("received_at", "pk")


def cards_of(actor: Actor, since: date, until: date) -> QuerySet[Card]:
    """The cards issued on these days that the post may see."""
    return gates.cards_for(actor).filter(issued_at__date__gte=since, issued_at__date__lte=until).order_by("pk")


def asked(form: Mapping[str, str]) -> acts.Sending:
    """What the form asks for; `Refused` names the field that is none."""
    return acts.Sending(
        table=RecordTable(one_of(form.get("table", ""), [each.value for each in RecordTable], "表")),
        since=day_of(form.get("since", ""), "起日"),
        until=day_of(form.get("until", ""), "止日"),
        form=RecordForm(one_of(form.get("form", ""), [each.value for each in RecordForm], "文件格式")),
        layout=Layout(one_of(form.get("layout", ""), [each.value for each in Layout], "时间写法")),
        receiver=form.get("receiver", ""),
    )


def one_of(text: str, known: list[str], name: str) -> str:
    """A choice that there is."""
    if text not in known:
        raise Refused(f"请选择{name}。")
    return text


def day_of(text: str, name: str) -> date:
    """A day as a form sends it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{name}“{text[:12]}”不是日期，请写成 2026-03-02 这样。") from None


def page(request: HttpRequest, actor: Actor, typed: Mapping[str, str], refused: Refused | None = None) -> HttpResponse:
    """The form, with what was typed."""
    today = timezone.localdate()
    since = today - timedelta(days=DAYS_BACK)
    context = {
        "tables": [(each.value, each.label) for each in RecordTable],
        "forms": [(each.value, each.label) for each in RecordForm],
        "layouts": [(each.value, each.label) for each in Layout],
        "told": TABLES_TOLD,
        "left_empty": LEFT_EMPTY,
        "typed": {"since": since.isoformat(), "until": today.isoformat(), **{key: typed[key] for key in typed}},
        "cases": cases_of(actor, since, today)[: sending.MOST + 1].count(),
        "cards": cards_of(actor, since, today)[: sending.MOST + 1].count(),
        "days": DAYS_BACK,
        "clear": own.sends_in_clear(actor),
        "organ": actor.organ if not gates.county_wide(actor) else None,
        "refused": refused,
    }
    return render(request, "desk/exchange/records.html", context, status=409 if refused else 200)
