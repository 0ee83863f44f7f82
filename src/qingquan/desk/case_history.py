"""What happened to a case, told from the ledger: what, when, by whom, with which document."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from qingquan.cases.words import Delivery, NoAcceptance, Opinion, Outcome
from qingquan.forfeits.words import StopCause, StopDecision
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document
from qingquan.people.models import Account
from qingquan.people.rules import mask_name
from qingquan.places.models import Post
from qingquan.publicity.rules import scrubbed
from qingquan.rendering import day, moment

PLAIN = {
    "case.received": "收件",
    "case.supplement_noticed": "一次性告知补正",
    "case.supplied": "收到补正材料",
    "case.materials_taken_in": "收取纸质材料",
    "case.accepted": "受理",
    "case.deemed_accepted": "逾期未告知，视为受理",
    "case.refused_acceptance": "不受理",
    "case.step_done": "办结环节",
    "case.paused": "停止计时",
    "case.resumed": "恢复计时",
    "case.extended": "延长期限",
    "case.decided": "作出决定",
    "case.delivered": "送达办结",
    "case.withdrawn": "申请人撤回",
    "case.terminated": "终止办理",
    "case.recounted": "重新推算到期日",
    "case.handed_on": "改由机关岗位办理",
    "publish.done": "决定公示",
    "document.printed": "制证",
    "stop.told": "停下，等待决定",
    "stop.decided": "决定停下的办件",
}
TONES = {"case.paused": "paused", "case.deemed_accepted": "bad", "case.terminated": "bad", "stop.told": "bad"}

Facts = Mapping[str, Any]


def history(number: str, papers: Iterable[Document], *, clear: bool) -> list[dict[str, str]]:
    """Entries as the macro `history` shows them, the newest first. `clear` shows applicants' names."""
    entries = list(Entry.objects.of(number))
    accounts = Account.objects.in_bulk({entry.account_id for entry in entries if entry.account_id})
    posts = Post.objects.in_bulk({entry.post_id for entry in entries if entry.post_id})
    issued = {paper.check_code: paper for paper in papers}
    return [
        {
            "at": moment(entry.at),
            "what": _what(entry),
            "who": _who(accounts.get(entry.account_id or 0), posts.get(entry.post_id or 0), clear=clear),
            "detail": _detail(entry, issued, clear=clear),
            "tone": TONES.get(entry.kind, ""),
        }
        for entry in reversed(entries)
    ]


def _who(account: Account | None, post: Post | None, *, clear: bool) -> str:
    if account is None:
        return "系统"
    if post is not None:
        return f"{account.name} · {post.name}"
    return f"{account.name if clear else mask_name(account.name)} · 申请人"


def _what(entry: Entry) -> str:
    facts: Facts = entry.facts
    told = PLAIN.get(entry.kind, entry.kind)
    if entry.kind == "case.step_done":
        return f"{facts.get('name', '')}：{Opinion(facts['opinion']).label}"
    if entry.kind == "case.decided":
        return f"{told}：{Outcome(facts['outcome']).label}许可"
    return told


def _detail(entry: Entry, issued: Mapping[str, Document], *, clear: bool) -> str:
    """The document the act gave out, then what else people should know of it."""
    facts: Facts = entry.facts
    papers = [issued[code] for code in facts.values() if isinstance(code, str) and code in issued]
    told = [f"《{paper.title}》{paper.number}" for paper in papers]
    told += [text if clear else scrubbed(text) for text in _more(entry.kind, facts) if text]
    return "；".join(told)


def _more(kind: str, facts: Facts) -> list[str]:
    """What else of an entry people should know."""
    tell = MORE.get(kind)
    return tell(facts) if tell else []


def _asked(facts: Facts) -> list[str]:
    asked = "、".join(_gap(gap) for gap in facts["gaps"])
    return [f"要求补正：{asked}", f"{day_of(facts['due_on'])}前补齐"]


def _gap(gap: object) -> str:
    return str(gap["material"]) if isinstance(gap, Mapping) else str(gap)


def day_of(text: str) -> str:
    """A stored day in Chinese."""
    return day(date.fromisoformat(text))


MORE: Mapping[str, Callable[[Facts], list[str]]] = {
    "case.supplement_noticed": _asked,
    "case.supplied": lambda facts: ["、".join(facts["materials"])],
    "case.materials_taken_in": lambda facts: ["、".join(facts["materials"])],
    "case.refused_acceptance": lambda facts: [NoAcceptance(facts["ground"]).label],
    "case.paused": lambda facts: [f"预计{day_of(facts['planned_end_on'])}结束"],
    "case.resumed": lambda facts: [str(facts["result"])],
    "case.extended": lambda facts: [f"延长 {facts['days']} 个工作日", str(facts["reason"])],
    "case.delivered": lambda facts: [Delivery(facts["way"]).label],
    "case.withdrawn": lambda facts: [str(facts["reason"])],
    "case.terminated": lambda facts: [str(facts["reason"])],
    "stop.told": lambda facts: [f"{StopCause(facts['cause']).label}（{facts['source']}）"],
    "stop.decided": lambda facts: [StopDecision(facts["decision"]).label, str(facts["reason"])],
}
