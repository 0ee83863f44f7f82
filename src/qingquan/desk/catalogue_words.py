"""How a version is told in a line: its state with its day, its limits; and every act on an item in a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import LimitUnit, VersionState
from qingquan.ledger.models import Entry
from qingquan.people.models import Account
from qingquan.places.models import Post
from qingquan.rendering import day, moment


def state_of(version: ItemVersion, today: date) -> tuple[str, str, str]:
    """What a version is today, in which tone, and since or until when."""
    state = VersionState(version.state)
    if state is VersionState.DRAFT:
        return "草稿", "warn", f"{day(version.drafted_at)}起草"
    if state is VersionState.REVIEWED:
        return "已审核，待公布", "busy", f"{day(version.reviewed_at)}审核"
    begins, ends = version.from_on, version.until_on
    assert begins is not None, "a published version has its first day"
    if ends is not None and ends < begins:
        return "未施行即撤回", "plain", ""
    if ends is not None and ends < today:
        return state.label, "plain", f"{day(begins)}至{day(ends)}"
    if begins > today:
        return "已公布，待施行", "busy", f"{day(begins)}起"
    return "施行中", "good", f"{day(begins)}起" + (f"，{day(ends)}止" if ends else "")


def limits_in_words(version: ItemVersion) -> str:
    """法定 → 承诺, each with its unit where they differ."""
    legal, promise = version.legal_days, version.promise_days
    if version.case_kind == "instant":
        promised = "即办"
    elif promise is None:
        promised = "未承诺"
    else:
        promised = str(promise) if version.promise_unit == version.legal_unit else unit(promise, version.promise_unit)
    if legal is None:
        return "未填写" if promised == "未承诺" else f"— → {promised}"
    return f"{unit(legal, version.legal_unit)} → {promised}"


def unit(n: int, code: str) -> str:
    """45 个工作日 without a space, as limits are written in lists."""
    return f"{n} {LimitUnit(code).label}"


KINDS = {
    "item.drafted": "立项起草",
    "item.revised": "修改草稿",
    "item.reviewed": "审核通过",
    "item.returned": "退回修改",
    "item.published": "公布",
    "item.replaced": "由新版本接替",
    "item.withdrawn": "撤回",
    "item.organ_settled": "确定实施主体",
    "holding.given": "交岗位行使",
    "holding.ended": "收回岗位行使",
}
# Every save of a draft is recorded, and every post by itself; one person's run of them is one line to a reader.
RUNS = {"item.revised", "holding.given"}


def history(code: str) -> list[dict[str, str]]:
    """All acts on an item, newest first, as the macro `history` shows them."""
    entries = list(Entry.objects.of(code))
    accounts = Account.objects.in_bulk({entry.account_id for entry in entries if entry.account_id})
    posts = Post.objects.select_related("organ").in_bulk({entry.post_id for entry in entries if entry.post_id})
    named = dict(Post.objects.filter(code__in=post_codes(entries)).values_list("code", "name"))
    told: list[dict[str, str]] = []
    for run in runs(entries):
        last = run[-1]
        account, post = accounts.get(last.account_id or 0), posts.get(last.post_id or 0)
        who = f"{account.name}（{post.organ.name}{post.name}）" if account and post else "系统"
        told.append(
            {
                "at": moment(last.at),
                "what": sentence(run, named),
                "who": who,
                "detail": detail(last.facts),
                "tone": "bad" if last.kind in {"item.returned", "item.withdrawn"} else "",
            }
        )
    return told[::-1]


def post_codes(entries: Sequence[Entry]) -> list[str]:
    """The posts that entries speak of."""
    return [str(entry.facts["post"]) for entry in entries if "post" in entry.facts]


def runs(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Entries in order, those of one person's run of saves on one day together."""
    found: list[list[Entry]] = []
    for entry in entries:
        last = found[-1][-1] if found else None
        if last is not None and entry.kind in RUNS and mark(entry) == mark(last):
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def mark(entry: Entry) -> tuple[object, ...]:
    """What entries of one run have in common."""
    facts = entry.facts
    return entry.kind, entry.account_id, facts.get("version"), facts.get("from_on"), timezone.localdate(entry.at)


def sentence(run: Sequence[Entry], posts: Mapping[str, str]) -> str:
    """What was done, in a run of the same acts."""
    last = run[-1]
    words = KINDS.get(last.kind, last.kind)
    if "version" in last.facts:
        words += f"：第 {last.facts['version']} 版"
    if "post" in last.facts:
        return f"{words}：{'、'.join(posts.get(str(each.facts['post']), str(each.facts['post'])) for each in run)}"
    return f"{words}，保存 {len(run)} 次" if len(run) > 1 else words


def detail(facts: Mapping[str, object]) -> str:
    """Days, documents, opinions and reasons."""
    told = [f"{day(date.fromisoformat(str(facts['from_on'])))}起"] if facts.get("from_on") else []
    labels = (("document", "文号"), ("opinion", "意见"), ("reason", "理由"))
    told += [f"{label}：{facts[name]}" for name, label in labels if facts.get(name)]
    return "；".join(told)
