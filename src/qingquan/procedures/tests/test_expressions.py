"""What a condition may say, what it answers, and how it is read back to people."""

from decimal import Decimal

import pytest

from qingquan.procedures.rules.conditions import Facts, UnknownFact, predicate, understand
from qingquan.procedures.rules.coverage import coverage
from qingquan.procedures.rules.diagram import Fact
from qingquan.procedures.rules.expressions import BadExpression
from qingquan.procedures.rules.wording import in_chinese
from qingquan.procedures.words import FactType

FACTS = {
    fact.name: fact
    for fact in (
        Fact("decision", FactType.CHOICE, "决定", ("grant", "refuse", "void"), ("准予", "不予", "终止")),
        Fact("heard", FactType.BOOLEAN, "已听证"),
        Fact("major", FactType.BOOLEAN, "重大"),
        Fact("amount", FactType.NUMBER, "金额"),
        Fact("ceiling", FactType.NUMBER, "上限"),
        Fact("town", FactType.STRING, "乡镇"),
        Fact("取水量", FactType.NUMBER, "取水量"),
    )
}
CASE: Facts = {
    "decision": "grant",
    "heard": True,
    "major": False,
    "amount": 5000,
    "ceiling": Decimal("7500.5"),
    "town": "城关镇",
    "取水量": 12,
}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("heard", True),
        ("not heard", False),
        ("not not heard", True),
        ("true", True),
        ("false or heard", True),
        ("heard and major", False),
        ("major or heard and not major", True),
        ("(major or heard) and major", False),
        ('decision = "grant"', True),
        ("decision != 'grant'", False),
        ('decision in ("refuse", "grant")', True),
        ('decision not in ("refuse", "void")', True),
        ("amount = 5000", True),
        ("amount < 5000.01", True),
        ("5000 <= amount", True),
        ("amount > ceiling", False),
        ("ceiling >= 7500.5", True),
        ("amount in (1, 5000)", True),
        ('town = "城关镇"', True),
        ("取水量>=12 and 取水量<13", True),
        ("heard = true", True),
        ("heard != major", True),
    ],
)
def test_a_condition_answers_for_a_case(text: str, answer: bool) -> None:
    assert predicate(understand(text, FACTS), FACTS)(CASE) is answer


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "处应为事实名或值"),
        ("heard and", "处应为事实名或值"),
        ("heard heard", "多出了内容"),
        ("(heard", "缺少“)”"),
        ("amount in 5", "缺少“(”"),
        ("amount in (ceiling)", "应为写定的值"),
        ("5 in (5)", "in 的左边"),
        ("heard not", "not 之后缺少 in"),
        ("amount == 5", "处应为事实名或值"),
        ("amount + 1 > 2", "不认识的符号"),
        ("amount.real = 5", "不认识的符号"),
        ("__import__('os')", "多出了内容"),
        ("${heard}", "不认识的符号"),
        ("heard; heard", "不认识的符号"),
        ('town = "a\\"b"', "不认识的符号"),
        ("1 < amount < 5", "多出了内容"),
        ("9" * 16 + " = amount", "不认识的符号"),
        ("unknown", "没有声明"),
        ("amount", "须是“是否”类事实"),
        ("5", "须是“是否”类事实"),
        ("'x'", "须是“是否”类事实"),
        ("amount = '5'", "类型不同"),
        ("heard = 1", "类型不同"),
        ("town < 'b'", "只有数字"),
        ("decision > 'grant'", "只有数字"),
        ("decision = 'maybe'", "不是“decision”的选项"),
        ("decision = town", "只能与写定的值比较"),
        ("decision = 1", "不是“decision”的选项"),
        ("decision in ('grant', 'maybe')", "不是“decision”的选项"),
        ("(" * 30 + "heard" + ")" * 30, "嵌套超过"),
        ("not " * 60 + "heard", "嵌套超过"),
        ("heard or " * 80 + "heard", "超过 500 个字"),
    ],
)
def test_anything_outside_the_grammar_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(BadExpression, match=why.replace("(", r"\(").replace(")", r"\)")):
        understand(text, FACTS)


@pytest.mark.parametrize(
    ("text", "case", "why"),
    [
        ("heard", {}, "还没有“已听证”"),
        ("amount > 1", {"amount": "5"}, "不是数字"),
        ("amount > 1", {"amount": True}, "不是数字"),
        ("amount > 1", {"amount": float("nan")}, "不在选项内"),
        ("amount > 1", {"amount": Decimal("nan")}, "不在选项内"),
        ("heard", {"heard": 1}, "不是是否"),
        ("heard", {"heard": "true"}, "不是是否"),
        ("decision = 'grant'", {"decision": "perhaps"}, "不在选项内"),
        ("town = 'a'", {"town": None}, "不是文字"),
    ],
)
def test_a_fact_not_given_or_of_another_type_is_never_guessed(text: str, case: Facts, why: str) -> None:
    with pytest.raises(UnknownFact, match=why):
        predicate(understand(text, FACTS), FACTS)(case)


def test_what_is_decided_already_does_not_ask_for_the_rest() -> None:
    assert predicate(understand("heard or amount > 1", FACTS), FACTS)({"heard": True})


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ('decision = "grant"', "决定 = 准予"),
        ('"grant" != decision', "准予 ≠ 决定"),
        ('decision in ("grant", "void")', "决定 属于 准予、终止"),
        ('decision not in ("grant")', "决定 不属于 准予"),
        ("not heard", "已听证 = 否"),
        ("heard = false", "已听证 = 否"),
        ("amount <= 5000 and (heard or major)", "金额 ≤ 5000 且 （已听证 或 重大）"),
        ("not (heard and major)", "并非（已听证 且 重大）"),
        ("amount > ceiling", "金额 > 上限"),
        ("true", "是"),
    ],
)
def test_a_condition_is_told_in_chinese(text: str, chinese: str) -> None:
    assert in_chinese(understand(text, FACTS), FACTS) == chinese


@pytest.mark.parametrize(
    ("texts", "gap", "never", "overlaps"),
    [
        (['decision = "grant"', 'decision != "grant"'], "", [], []),
        (['decision = "grant"', 'decision = "refuse"'], "决定 = 终止", [], []),
        (["heard", "not heard"], "", [], []),
        (["heard", "major"], "已听证 = 否，重大 = 否", [], [1]),
        (["amount < 10", "amount >= 10"], "", [], []),
        (["amount < 10", "amount > 10"], "金额 = 10", [], []),
        (["amount <= 1", "amount >= 2"], "金额 = 1.5", [], []),
        (["amount > 1", "amount > 2", "amount <= 1"], "", [1], [1]),
        (["true", "heard"], "", [1], [1]),
        (["heard and not heard", "heard", "not heard"], "", [0], []),
        (['town = "甲"', 'town != "甲"'], "", [], []),
        (['town = "甲"', 'town = "乙"'], "乡镇 = 其他", [], []),
    ],
)
def test_every_case_is_tried_at_a_gateway(texts: list[str], gap: str, never: list[int], overlaps: list[int]) -> None:
    shown = coverage([understand(text, FACTS) for text in texts], FACTS)
    assert shown is not None
    assert shown.gap.startswith(gap)
    assert bool(shown.gap) is bool(gap)
    assert sorted(shown.never) == never
    assert sorted(shown.overlaps) == overlaps


def test_facts_compared_with_each_other_cannot_be_tried_out() -> None:
    assert coverage([understand("amount > ceiling", FACTS)], FACTS) is None


def test_too_many_cases_are_left_open() -> None:
    wide = {f"f{n}": Fact(f"f{n}", FactType.CHOICE, "", tuple("abcdefgh"), tuple("abcdefgh")) for n in range(6)}
    assert coverage([understand(" and ".join(f"f{n} = 'a'" for n in range(6)), wide)], wide) is None
