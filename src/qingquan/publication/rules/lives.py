"""The life of a batch: put together, reviewed for secrets, approved by the meeting, published; what each step asks."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.clock import Unit, WorkCalendar, last_day_by_date
from qingquan.law import Refused, parameter
from qingquan.publication.words import BatchState, Channel, WithholdingGround

DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}〔[0-9]{4}〕[1-9][0-9]*号")
SCREENING_FIRST = "《政府信息公开条例》第十七条"
NAMED_AT_MOST = 5
PUBLISHED_WITHIN = 20
"""Working days from the approval. 《政府信息公开条例》第二十六条。"""


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """All the rules know of a batch."""

    state: BatchState
    waiting: int = 0
    open: int = 0
    screened: bool = False
    begins: date | None = None
    brings: int = 0
    """How many items it publishes or ends; nought for a batch of what is in force already."""
    reviewed_next: date | None = None


def check_begins(from_on: date, *, brings: int, today: date) -> None:
    """What a batch brings into force or ends does so from today at the earliest."""
    if brings and from_on < today:
        raise Refused(f"施行日期 {from_on} 早于今天，公布不能溯及既往，请改为 {today} 或者以后。")


def check_ends(from_on: date, *, ends: int, today: date) -> None:
    """What a batch ends goes from tomorrow at the earliest, so that nothing received today loses its ground."""
    if ends and from_on <= today:
        raise Refused(
            f"本批有 {ends} 项取消或者停止实施，施行日期最早为 {today + timedelta(days=1)}，当日收件仍按原版本。"
        )


def check_may_change(batch: BatchFacts) -> None:
    """Only what nobody has approved yet is put together anew."""
    if batch.state is not BatchState.PREPARED:
        raise Refused(f"只有拟定中的批次可以修改，本批为“{batch.state.label}”；已批准的请先退回。")


def check_is_as_seen(revision: int, seen: int | None) -> None:
    """Whoever acts from a page acts on what it showed; None when nobody looked at a page."""
    if seen is not None and seen != revision:
        raise Refused("本批在您打开页面以后有改动，请看过现在的内容再办理。")


def check_may_withhold(ground: WithholdingGround | None, reason: str, *, public_already: list[str]) -> None:
    """An item is left out for a ground of the law; what everyone has read is not made secret by omission."""
    if ground is None or not reason.strip():
        raise Refused("不予公开的，请选定法定情形并写明理由和定密或者禁止公开的依据。", "《政府信息公开条例》第十四条")
    if public_already:
        named = "、".join(f"“{name}”" for name in public_already[:3])
        raise Refused(f"{named}已经公开，不能只从目录中略去；新版本不宜公开的，请把它移出本批，或者先撤回公布。")


def check_may_screen_batch(batch: BatchFacts) -> None:
    """Every item first."""
    check_may_change(batch)
    if batch.waiting:
        raise Refused(f"还有 {batch.waiting} 项没有保密审查，请先逐项审查。", SCREENING_FIRST)


def check_may_approve(
    batch: BatchFacts, *, document_number: str, minutes_number: str, approved_on: date, today: date
) -> None:
    """Reviewed before it is approved, approved by a meeting that was held, announced by a numbered document."""
    check_may_change(batch)
    if batch.waiting or not batch.screened:
        raise Refused("须先完成保密审查：逐项审查之后，再由县政府办审查整批。", SCREENING_FIRST)
    if not batch.open:
        raise Refused("本批没有可以公开的事项，不能报请公布。")
    if not minutes_number.strip():
        raise Refused("请填写县政府常务会议纪要的编号，目录经本级政府审核批准后才能公布。")
    if not DOCUMENT_NUMBER.fullmatch(document_number):
        raise Refused(f"公布文号“{document_number}”的写法不对，应如：清府发〔2026〕12号。", "GB/T 9704-2012")
    if approved_on > today:
        raise Refused(f"批准日期 {approved_on} 还没有到，请填写会议召开之日。")


def check_is_made_known(
    channels: Collection[str], comment_hotline: str, next_review_on: date, *, approved_on: date
) -> None:
    """An approval says where the batch is made public, whom people call about it and when it is looked at again."""
    if unknown := set(channels) - set(Channel):
        raise Refused(f"没有这样的公布渠道：{'、'.join(sorted(unknown))}。")
    if not channels:
        raise Refused("请至少选定一个公布渠道。", "《政府信息公开条例》第二十三条")
    if not comment_hotline.strip():
        raise Refused("请填写意见电话，群众对目录有意见时打这个电话。")
    check_reviewed_later(next_review_on, approved_on, "批准")


def check_reviewed_later(next_review_on: date, day: date, event: str) -> None:
    """The catalogue is looked at again after it came out."""
    if next_review_on <= day:
        raise Refused(f"下次复查日期 {next_review_on} 应在{event}日期 {day} 之后。")


def usual_review(published_on: date) -> date:
    """When a batch is looked at again unless the government says another day: the county's own term."""
    term = parameter("batch_review_months")
    return last_day_by_date(published_on, term.number, Unit(term.unit))


def check_may_return(batch: BatchFacts, reason: str) -> None:
    """What was approved and not yet published may be taken back into hand."""
    if batch.state is not BatchState.APPROVED:
        raise Refused(f"只有已批准、尚未公布的批次可以退回，本批为“{batch.state.label}”。")
    if not reason.strip():
        raise Refused("请写明退回的理由。")


def check_may_publish(batch: BatchFacts, *, today: date) -> None:
    """Approved first; what it brings into force begins today at the earliest."""
    if batch.state is not BatchState.APPROVED:
        raise Refused(f"只有经县政府批准的批次可以公布，本批为“{batch.state.label}”。")
    if batch.reviewed_next is not None:
        check_reviewed_later(batch.reviewed_next, today, "公布")
    if batch.brings and batch.begins is not None and batch.begins < today:
        raise Refused(f"施行日期 {batch.begins} 已过，公布不能溯及既往，请退回后改定施行日期。")


def changed_in_words(names: Sequence[str]) -> str:
    """有 2 项发生变化：“甲”、“乙”; of many the first."""
    named = "、".join(f"“{name}”" for name in names[:NAMED_AT_MOST])
    return f"有 {len(names)} 项发生变化：{named}{'等' if len(names) > NAMED_AT_MOST else ''}"


def check_may_drop(batch: BatchFacts, reason: str) -> None:
    """A batch nobody approved may be given up; its number stays with the reason."""
    check_may_change(batch)
    if not reason.strip():
        raise Refused("请写明作废的理由。")


def publish_by(approved_on: date, calendar: WorkCalendar) -> date:
    """The last day to publish: twenty working days from the approval. 《政府信息公开条例》第二十六条。"""
    return calendar.add(approved_on, PUBLISHED_WITHIN)
