"""The demonstration's statements: one bureau's posts published, and a draft that a window authorisation outdates."""

from datetime import date, datetime, time

from qingquan.demo.cast import Cast
from qingquan.demo.founding import SHANGHAI
from qingquan.duties import acts

BEGUN, CONFIRMED, PUBLISHED = date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 13)
ORGAN = "nongye"
PUBLIC = ("window_clerk", "handler", "reviewer", "catalogue_admin", "head")
# Its decisions on two licences go to the window from the eighteenth, so its draft is out of date.
OUTDATED = "approver"
ACCOUNTABILITY = (
    "超过时限没有办理、要求提交清单以外的材料、不一次告知补正内容的，由电子监察系统记载并督促改正；"
    "玩忽职守、滥用职权、徇私舞弊的，依照有关规定追究责任。"
)
RISKS = {
    "window_clerk": "收件时增设条件、拖延受理：清单公开、系统计时、一次性告知全程留痕。",
    "handler": "现场核查走过场、与申请人私下接触：两人以上核查，核查记录当场签字上传。",
    "reviewer": "照单全收、代人签批：抽查退回率，审核意见写明理由。",
    "catalogue_admin": "自行增减材料和条件：改动须经编办、司法局审核后公布。",
    "head": "越权干预个案：延长期限、例外事项一律书面批准，留痕备查。",
}
QUALIFICATIONS = {
    "window_clerk": "熟悉政务服务流程，经窗口业务培训合格。",
    "handler": "取得行政执法证，具有农业或者相关专业学历。",
    "reviewer": "取得行政执法证，从事农业管理工作三年以上。",
}


def furnish(cast: Cast) -> None:
    """Written, confirmed and published by those whose work it is; the approver's draft stays."""
    admin = cast.official(f"{ORGAN}.catalogue_admin", BEGUN)
    confirming = cast.official("bianban.establishment_reviewer", CONFIRMED)
    head = cast.official(f"{ORGAN}.head", PUBLISHED)
    for role in (*PUBLIC, OUTDATED):
        draft = acts.begin(cast.posts[f"{ORGAN}.{role}"], by=admin, at=at(BEGUN, 10))
        written = acts.Written(
            accountability=ACCOUNTABILITY, risks=RISKS.get(role, ""), qualifications=QUALIFICATIONS.get(role, "")
        )
        draft = acts.save(draft, written, expected=draft.revision, by=admin, at=at(BEGUN, 15))
        if role != OUTDATED:
            acts.review(draft, by=confirming, at=at(CONFIRMED, 10))
            acts.publish(draft, by=head, at=at(PUBLISHED, 9))


def at(day: date, hour: int) -> datetime:
    """A full hour of a day in the county."""
    return datetime.combine(day, time(hour), SHANGHAI)
