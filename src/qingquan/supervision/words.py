"""The words of electronic supervision 电子监察: rules and what they rest on, levels, and the states of a card."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How grave a card is; a higher number outranks a lower one. GB/T 39046 table 11 keeps one per record."""

    PROMPT = 1
    YELLOW = 2
    RED = 3
    CLUE = 4

    @property
    def code(self) -> str:
        """The word kept in tables and files: `prompt`, `yellow`, `red`, `clue`."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The word people read."""
        return ("提示", "黄牌", "红牌", "线索")[self - 1]


class CardState(StrEnum):
    """Where a card stands; the order of the members is the usual order of its life."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    UPHELD = "upheld"
    REVOKED = "revoked"
    RECTIFIED = "rectified"
    CLOSED = "closed"


CARD_STATE_LABELS = {
    CardState.ISSUED: "已发出",
    CardState.ACKNOWLEDGED: "已签收",
    CardState.EXPLAINED: "已说明",
    CardState.UPHELD: "维持",
    CardState.REVOKED: "撤销",
    CardState.RECTIFIED: "已整改",
    CardState.CLOSED: "已办结",
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule is called, the level it usually gives, and what it rests on."""

    name: str
    level: Level
    rests_on: str


class Rule(StrEnum):
    """The rules that run; the code is the one printed on cards."""

    TL01 = "TL-01"
    TL02 = "TL-02"
    TL03 = "TL-03"
    TL04 = "TL-04"
    TL05 = "TL-05"
    TL14 = "TL-14"
    PR01 = "PR-01"
    PR03 = "PR-03"
    PR07 = "PR-07"
    AU01 = "AU-01"
    AU02 = "AU-02"
    AU04 = "AU-04"
    FE02 = "FE-02"


# About a power or a payment, not about a case: judged from what the rooms of clearing record.
OF_POWERS = frozenset({Rule.AU04, Rule.FE02})

SILENCE = "《行政许可法》第三十二条第一款第四项"

RULE_WORDS = {
    Rule.TL01: RuleWords("受理迟缓", Level.PROMPT, SILENCE),
    Rule.TL02: RuleWords("承诺时限将满", Level.YELLOW, "本事项公布的承诺时限"),
    Rule.TL03: RuleWords("超过承诺时限", Level.RED, "本事项公布的承诺时限"),
    Rule.TL04: RuleWords("超过法定时限", Level.RED, "《行政许可法》第四十二条或者本事项所依据的法律、法规"),
    Rule.TL05: RuleWords("环节超时", Level.PROMPT, "本事项公布的流程图中的环节时限"),
    Rule.TL14: RuleWords("逾期未告知，视为受理", Level.RED, SILENCE),
    Rule.PR01: RuleWords("跳过环节或者次序颠倒", Level.RED, "《行政许可法》第四条、本事项公布的流程图"),
    Rule.PR03: RuleWords("再次要求补正", Level.YELLOW, SILENCE),
    Rule.PR07: RuleWords("同一人承办又批准，或者审核层级过多", Level.YELLOW, "岗位分离制度"),
    Rule.AU01: RuleWords("事项不在有效清单内", Level.RED, "《行政许可法》第四条、权责清单"),
    Rule.AU02: RuleWords("无授权或者授权到期后办理", Level.RED, "《行政许可法》第二十二条、岗位授权"),
    Rule.AU04: RuleWords("放弃以后仍然行使", Level.RED, "县政府规范行政权力指导意见、放弃认定"),
    Rule.FE02: RuleWords("放弃以后仍然收费（乱收费）", Level.CLUE, "《行政许可法》第七十五条第一款、放弃认定"),
}
