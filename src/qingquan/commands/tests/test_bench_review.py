"""The measurement of the review room at a size for tests: every page opens, and asks little."""

import argparse
import random

import pytest

from qingquan.commands import Mistake, bench_review, bench_twoway
from qingquan.commands.bench_lists import REAL

real_lists = pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not beside the checkout (../shared)")
MOST_QUESTIONS = 25


def asked(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    bench_review.add_arguments(parser)
    return parser.parse_args(words)


@real_lists
@pytest.mark.django_db
def test_every_page_of_review_opens_in_a_compared_county_and_asks_little() -> None:
    args = asked("--reported", "300", "--basis", "600", "--cases", "500", "--times", "2")
    figures = bench_review.measured(bench_twoway.made(args, random.Random(args.seed)), args)
    assert figures["reported"] == 300
    assert {
        name: page["questions"] for name, page in figures["pages"].items() if page["questions"] > MOST_QUESTIONS
    } == {}
    assert min(page["questions"] for page in figures["pages"].values()) >= 4
    assert figures["opinions"]["given"] > 0
    assert "事项，待决定" in bench_review.told(figures)


@pytest.mark.parametrize("words", [("--reported", "299"), ("--cases", "5"), ("--times", "1")])
def test_a_mistake_is_one_line(words: tuple[str, str]) -> None:
    with pytest.raises(Mistake, match="应不小于"):
        bench_review.run(asked(*words))
