"""How far a campaign is: the indicators of its board and bulletins. Sums in, rates out. Handbook §2.10."""

from dataclasses import dataclass

TARGET_CUT = 30
MOST_REVIEW_LEVELS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What was counted, over the county or over one organ. Days are sums over items whose limits compare."""

    organs: int = 0
    acknowledged: int = 0
    signed: int = 0
    items: int = 0
    errors: int = 0
    doubts: int = 0
    legal_days: int = 0
    saved_days: int = 0
    former_days: int = 0
    cut_days: int = 0
    leveled: int = 0
    within_levels: int = 0
    online: int = 0
    in_centre: int = 0
    on_application: int = 0
    # Counted by the rooms that decide, or by nobody yet.
    decided: int | None = None
    reduced: int | None = None
    baseline: int | None = None
    forfeited: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One rate, whole per cent rounded half up; None while there is nothing to divide by."""

    key: str
    label: str
    part: int
    whole: int
    formula: str
    target: int | None = None

    @property
    def percent(self) -> int | None:
        """The rate."""
        return None if self.whole <= 0 else (200 * self.part + self.whole) // (2 * self.whole)

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None without a target or a rate."""
        return None if self.target is None or self.percent is None else self.percent >= self.target


def indicators(sums: Sums) -> tuple[Indicator, ...]:
    """All rates in the order of the handbook; those of rooms that have not counted are left out."""
    own = [
        Indicator("report", "申报率", sums.signed, sums.organs, "已签字报送的机关 ÷ 应报机关", 100),
        Indicator("acknowledged", "任务确认率", sums.acknowledged, sums.organs, "已确认任务的机关 ÷ 应报机关", 100),
        *decisions(sums),
        Indicator("cut_legal", "比法定时限压缩", sums.saved_days, sums.legal_days, "Σ（法定 − 承诺）÷ Σ 法定"),
        Indicator(
            "cut_former", "比原承诺压缩", sums.cut_days, sums.former_days, "Σ（原承诺 − 现承诺）÷ Σ 原承诺", TARGET_CUT
        ),
        Indicator(
            "levels", "两级审查达标率", sums.within_levels, sums.leveled, "审查不超过 2 级的事项 ÷ 写明层级的事项", 100
        ),
        Indicator("centre", "进驻率", sums.in_centre, sums.on_application, "进驻大厅的事项 ÷ 依申请事项"),
        Indicator("online", "可网办率", sums.online, sums.on_application, "可网上办理的事项 ÷ 依申请事项"),
    ]
    return tuple(own)


def decisions(sums: Sums) -> list[Indicator]:
    """What depends on the review's decisions."""
    found = []
    if sums.decided is not None:
        found.append(Indicator("decided", "事项确认率", sums.decided, sums.items, "有处理决定的事项 ÷ 申报事项"))
    if sums.reduced is not None and sums.baseline is not None:
        found.append(Indicator("reduced", "精简率", sums.reduced, sums.baseline, "（取消 + 合并 + 下放）÷ 清理前事项"))
    return found
