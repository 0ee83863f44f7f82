"""An empty county with its administrator, and the demonstration county written out as its nine sheets."""

from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from qingquan.commands.county import Founding
from qingquan.commands.county_founding import found
from qingquan.demo.county.whole import County as Files
from qingquan.demo.founding import FOUNDED
from qingquan.demo.reading import read_county
from qingquan.desk.setup_sheets.template import template
from qingquan.people.models import Account

Rows = dict[str, list[list[str]]]
FIRST = Founding(
    code="990101000000",
    name="清泉县",
    organ="清泉县人民政府办公室",
    short_name="清府办",
    uscc="119901010010000108",
    username="admin",
)


@cache
def files() -> Files:
    return read_county()


@pytest.fixture
def empty(db: None) -> Account:
    """A county as `county init` leaves it; the answer is its administrator, who has changed the password."""
    found(FIRST)
    Account.objects.update(must_change_password=False)
    return Account.objects.get()


@pytest.fixture
def admin(empty: Account) -> Client:
    browser = Client()
    browser.force_login(empty)
    return browser


def demo_rows() -> Rows:
    """The demonstration county's first day, as a clerk would type it into the template."""
    county, yes = files(), {True: "是", False: "否"}
    organs = {organ.key: organ for organ in county.organs}
    return {
        "区划": [
            *([town.code, town.name] for town in county.towns),
            *([village.code, village.name] for village in county.villages),
        ],
        "机关": [
            [each.uscc, each.name, each.short_name, each.seq, "", "", yes[each.vertical], each.address, each.phone]
            for each in county.organs
        ],
        "内设机构": [
            [each.name, office, yes[office == each.approval_office]]
            for each in county.organs
            for office in each.offices
        ],
        "岗位": [
            [post.code, each.seq, post.name, post.role, post.office, post.duties]
            for each in county.organs
            for post in each.posts
        ],
        "人员": [[each.username, each.name] for each in county.officials],
        "任职": [
            [each.username, tenure.post, tenure.since.isoformat()]
            for each in county.officials
            for tenure in each.tenures
            if tenure.since <= FOUNDED.date()
        ],
        "大厅": [[each.name, each.level, each.division, each.address, each.hours, each.phone] for each in county.halls],
        "窗口": [
            [
                *(hall.name, each.number, each.name, each.kind),
                organs[each.organ].name if each.organ else "",
                "、".join(each.posts),
            ]
            for hall in county.halls
            for each in hall.windows
        ],
    }


def small_rows() -> Rows:
    """One organ with three people at one window: enough to try every sheet, quick to enter."""
    return {
        "区划": [["990101001000", "泉城街道"], ["990101001001", "政府街社区"]],
        "机关": [["11990101000001011C", "清泉县水利局", "清水", "013", "", "", "", "县府路13号", "0990-2110113"]],
        "内设机构": [["清泉县水利局", "行政审批股", "是"], ["清泉县水利局", "办公室", ""]],
        "岗位": [
            ["shuili.window_clerk", "清泉县水利局", "窗口岗", "窗口人员", "行政审批股", ""],
            ["shuili.handler", "清水", "承办岗", "承办人", "行政审批股", "审查申请材料。"],
            ["shuili.approver", "013", "批准岗", "approver", "", ""],
        ],
        "人员": [["shuili.wang", "王窗"], ["shuili.li", "李办"], ["shuili.zhao", "赵批"]],
        "任职": [
            ["shuili.wang", "shuili.window_clerk", "2026-01-05"],
            ["shuili.li", "shuili.handler", "2026-01-05"],
            ["shuili.zhao", "shuili.approver", "2026-01-05"],
        ],
        "大厅": [["清泉县政务服务中心", "县", "清泉县", "南湖路66号", "工作日 9:00—17:00", "0990-2112345"]],
        "窗口": [["清泉县政务服务中心", "A13", "水利窗口", "部门窗口", "清水", "shuili.window_clerk"]],
    }


def written(folder: Path, rows: Rows, name: str = "county.xlsx") -> Path:
    path = folder / name
    path.write_bytes(template(rows))
    return path
