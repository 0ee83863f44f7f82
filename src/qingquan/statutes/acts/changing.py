"""What a legislature does to a statute: amending some of its articles, repealing it as a whole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from qingquan.law import Refused
from qingquan.ledger.acts import act, record, record_many
from qingquan.people.models import Actor
from qingquan.statutes.acts.writing import carry_out, hold, named, pairs, subject, texts_of
from qingquan.statutes.models import Change, Statute
from qingquan.statutes.rules.authority import check_keeps
from qingquan.statutes.rules.timeline import Number, amended
from qingquan.statutes.words import ChangeKind


@act("statute.amended")
def amend(
    statute: Statute,
    *,
    texts: Mapping[Number, str | None],
    on: date,
    by_title: str,
    document_no: str = "",
    by: Actor,
    at: datetime,
) -> Change:
    """Give articles new words from a day on, or take them out (None). What they said before stays readable."""
    check_keeps(by.role, "修改法律文件")
    held = hold(statute)
    check_still_there(held, on)
    if not by_title.strip():
        raise Refused("请写明是哪一份文件修改的，例如：全国人民代表大会常务委员会关于修改……的决定。")
    if not texts:
        raise Refused("没有写明修改哪些条文。")
    plan = amended(texts_of([held]).get(held.pk, []), texts, on)
    if not plan.touched:
        raise Refused("所列条文与现行条文相同，没有修改。")
    carry_out(held, plan)
    change = Change(statute=held, kind=ChangeKind.AMENDED.value, on=on, by_title=by_title.strip())
    change.document_no, change.articles = document_no, named(plan.touched)
    change.save(force_insert=True)
    facts = {"title": held.title, "on": on.isoformat(), "by": by_title.strip(), "articles": pairs(plan.touched)}
    record(subject(held), "statute.amended", facts, by=by, at=at)
    return change


@act("statute.repealed")
def repeal(
    statutes: Sequence[Statute], *, on: date, by_title: str, document_no: str = "", by: Actor, at: datetime
) -> list[Statute]:
    """Repeal statutes from a day on: a code may end ten at once. `by_title` names the text and its article."""
    check_keeps(by.role, "登记废止")
    if not by_title.strip():
        raise Refused("请写明被哪一份文件废止，例如：《中华人民共和国生态环境法典》第一千二百四十二条。")
    if not statutes:
        raise Refused("没有写明废止哪些法律文件。")
    # One order for everybody, so that two such acts wait for each other instead of blocking each other.
    held = list(Statute.objects.select_for_update().filter(pk__in=[each.pk for each in statutes]).order_by("pk"))
    for each in held:
        check_may_be_repealed(each, on)
    end_as_a_whole(held, on=on, by_title=by_title.strip(), document_no=document_no, by=by, at=at)
    return held


def end_as_a_whole(
    held: Sequence[Statute], *, on: date, by_title: str, document_no: str = "", by: Actor, at: datetime
) -> None:
    """Write that statutes, which the caller has locked, end on a day, and tell it."""
    for each in held:
        each.repealed_on, each.repealed_by = on, by_title[:300]
        each.save(update_fields=["repealed_on", "repealed_by"])
    Change.objects.bulk_create(
        Change(statute=each, kind=ChangeKind.REPEALED.value, on=on, by_title=by_title[:300], document_no=document_no)
        for each in held
    )
    told = {"on": on.isoformat(), "by": by_title, "articles": None}
    record_many("statute.repealed", [(subject(each), {"title": each.title, **told}) for each in held], by=by, at=at)


def check_still_there(statute: Statute, on: date) -> None:
    """`Refused` when the statute is no more on that day."""
    if statute.repealed_on and statute.repealed_on <= on:
        raise Refused(f"{statute}自{statute.repealed_on}起已被{statute.repealed_by}废止，不能再修改。")


def check_may_be_repealed(statute: Statute, on: date) -> None:
    """Once only, and not before it began."""
    if statute.repealed_on:
        raise Refused(f"{statute}已载明自{statute.repealed_on}起被{statute.repealed_by}废止。")
    if statute.from_on and on < statute.from_on:
        raise Refused(f"{statute}自{statute.from_on}起施行，废止日期不能更早。")
