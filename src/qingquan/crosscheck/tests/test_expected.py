"""Powers read from the words of the law: conduct and sanction, approval, paper, inspection; and what is none."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from qingquan.catalogue.words import PowerType
from qingquan.crosscheck.rules.expected import LONGEST, candidates

ARTICLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "laws" / "national_articles.jsonl.gz"
LEAST_POWERS = 800


@pytest.mark.parametrize(
    ("text", "name", "kind", "department"),
    [
        (
            "公司违反本法规定，在法定的会计账簿以外另立会计账簿的，由县级以上人民政府财政部门责令改正，处以五万元以上五十万元以下的罚款。",
            "对公司在法定的会计账簿以外另立会计账簿的处罚",
            PowerType.PENALTY,
            "财政部门",
        ),
        (
            "有下列行为之一的，由县级以上人民政府水行政主管部门责令停止违法行为，限期采取补救措施，处二万元以上十万元以下的罚款：",
            "对违反《水法》第六十九条规定行为的处罚",
            PowerType.PENALTY,
            "水行政主管部门",
        ),
        (
            "违反本法规定，逾期不恢复的，由县级以上地方人民政府草原行政主管部门依法代为恢复，所需费用由违法者承担。",
            "对逾期不恢复的代为恢复",
            PowerType.COERCION,
            "草原行政主管部门",
        ),
        (
            "从事农药经营的，应当向县级以上地方人民政府农业主管部门申请农药经营许可证。",
            "农药经营许可证核发",
            PowerType.LICENCE,
            "农业主管部门",
        ),
        (
            "在河道管理范围内采砂，必须报经县级以上地方人民政府水行政主管部门批准。",
            "在河道管理范围内采砂审批",
            PowerType.LICENCE,
            "水行政主管部门",
        ),
        (
            "县级以上人民政府劳动行政部门依法对用人单位的情况进行监督检查。",
            "《水法》执行情况的监督检查",
            PowerType.INSPECTION,
            "劳动行政部门",
        ),
    ],
)
def test_a_turn_of_phrase_gives_a_power(text: str, name: str, kind: PowerType, department: str) -> None:
    (found,) = candidates("水法", "第六十九条", text)
    assert (found.name, found.power_type, found.department) == (name, kind, department)
    assert found.basis == "《水法》第六十九条"


@pytest.mark.parametrize(
    "text",
    [
        "国家对水资源实行流域管理与行政区域管理相结合的管理体制。",
        "由国务院水行政主管部门处以罚款。",
        "县级以上人民政府应当加强水利基础设施建设，并将其纳入本级国民经济和社会发展计划。",
        "",
    ],
)
def test_what_gives_no_department_of_the_county_a_power_is_none(text: str) -> None:
    assert candidates("水法", "第四条", text) == ()


def test_a_long_conduct_is_cut_to_a_name() -> None:
    text = f"{'未经批准' * 60}的，由县级以上人民政府水行政主管部门处罚款。"
    (found,) = candidates("水法", "第一条", text)
    assert len(found.name) < LONGEST + 8


@pytest.mark.skipif(not ARTICLES.exists(), reason="the collection of articles is not beside the checkout")
def test_a_whole_collection_of_laws_gives_many_powers_of_every_kind() -> None:
    counted: Counter[PowerType] = Counter()
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            statute = row["law"].removeprefix("中华人民共和国")
            counted.update(each.power_type for each in candidates(statute, f"第{row['article']}条", row["text"]))
    assert counted.total() > LEAST_POWERS
    assert counted.keys() == {PowerType.PENALTY, PowerType.COERCION, PowerType.LICENCE, PowerType.INSPECTION}
