"""Rules about a power that was given up: money taken under it, attempts to exercise it, records that it was exercised.

None of these needs a case: the power and the payment are what a card is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingquan.supervision.rules.facts import Finding
from qingquan.supervision.words import Level, Rule


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The finding by which a power was given up."""

    number: str
    document: str
    item: str
    code: str
    found_on: date

    @property
    def evidence(self) -> Mapping[str, str]:
        """What every card under the finding rests on."""
        return {
            "事项编码": self.code,
            "认定编号": self.number,
            "认定文号": self.document,
            "认定日期": self.found_on.isoformat(),
        }


def fee_taken(power: GivenUp, *, fee: str, amount: int, taken_on: date, receipt: str, bill: str) -> Finding:
    """FE-02: money was taken under a power after it had been given up. 《行政许可法》第七十五条第一款。

    `amount` in fen. Who paid is no part of the evidence: the card is read by many.
    """
    money = f"{amount // 100:,}.{amount % 100:02d}元"
    evidence = {"乱收费编号": fee, "金额": money, "收取日期": taken_on.isoformat(), "票据": receipt, "缴款通知书": bill}
    told = {name: text for name, text in evidence.items() if text} | dict(power.evidence)
    words = f"“{power.item}”认定放弃以后仍然收费{money}，应当退还。"
    return Finding(Rule.FE02, Level.CLUE, taken_on, words, told)


def tried(power: GivenUp, *, what: str, subject: str, on: date, person: str | None) -> Finding:
    """AU-04: somebody tried to exercise it and was stopped; `what` names the attempt, `subject` what it was made on."""
    evidence = {"行为": what, "对象": subject, "日期": on.isoformat(), "结果": "系统拒绝，没有办成"}
    told = {name: text for name, text in evidence.items() if text} | dict(power.evidence)
    words = f"“{power.item}”认定放弃以后仍要{what}，被系统拒绝。"
    return Finding(Rule.AU04, Level.RED, on, words, told, person=person)


def exercised(power: GivenUp, *, kind: str, count: int, month: date, source: str) -> Finding:
    """AU-04: records from outside this system show that it went on being exercised; a clue to be followed."""
    evidence = {"记录": f"{kind} {count} 件", "月份": f"{month:%Y-%m}", "来源": source}
    words = f"“{power.item}”认定放弃以后，{month.year}年{month.month}月仍有{kind}记录 {count} 件。"
    return Finding(Rule.AU04, Level.CLUE, month, words, evidence | dict(power.evidence))
