"""The administrator sets a county up by pages, from an empty list to a hall with windows; nobody else finds them."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from qingquan.desk import setup_parcels
from qingquan.desk.setup_checklist import Check, calendar, checklist
from qingquan.desk.setup_sheets.template import template
from qingquan.desk.setup_urls import SETUP
from qingquan.ledger.models import Entry
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account, Tenure
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import CalendarDay, Division, Hall, Office, Organ, Post, Window
from qingquan.places.words import Role
from tests.county import FOUNDED, found
from tests.flows.desk_hands import MON, Clock, as_, clock
from tests.flows.setup_hands import admin, empty, small_rows

__all__ = ["admin", "clock", "empty"]
pytestmark = pytest.mark.django_db

PARCEL = "1-" + "0" * 32 + "-20260302100000"
ADDRESSES = ["/desk/" + re.sub(r"<[^>]+>", "1", str(page.pattern).replace("<parcel:parcel>", PARCEL)) for page in SETUP]
COMPLETE = ["工作日历", "行政区划", "机关", "行政审批机构", "岗位有人", "承办和批准分开", "大厅和窗口"]


def upload(browser: Client, rows: dict[str, list[list[str]]], how: str = "import") -> Any:
    file = SimpleUploadedFile("county.xlsx", template(rows))
    return browser.post("/desk/setup/import/", {"files": [file], "how": how})


def state(day: date) -> dict[str, Check]:
    return {check.title: check for check in checklist(day)}


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_does_not_keep_the_system_finds_no_such_page(address: str, clock: Clock) -> None:
    county = found()
    for official in (county.clerk, county.head, county.supervisor):
        browser = as_(official)
        assert browser.get(address).status_code in {404, 405}
        assert browser.post(address).status_code in {404, 405}


def test_the_list_says_what_is_missing_and_leads_there(admin: Client) -> None:
    page = admin.get("/desk/setup/").content.decode()
    assert "还缺 5 项" in page
    assert page.count('data-label="情况"') == len(checklist(MON))
    for link in re.findall(r'<td data-label="去办" class="number"><a href="([^"]+)"', page):
        assert admin.get(link).status_code == 200
    assert "/desk/setup/" in admin.get("/desk/").content.decode()


def test_every_part_is_entered_by_pages_and_the_list_fills(admin: Client, empty: Account) -> None:
    def send(path: str, /, **fields: object) -> None:
        answer = admin.post(f"/desk/setup/{path}", fields)
        assert answer.status_code == 303, answer.content.decode()

    send("divisions/", rows="990101001　泉城街道\n９９０１０１００１００１\t政府街社区\n\n990101000000 清泉县")
    assert Division.objects.count() == 3
    send(
        "organs/new/",
        name="清泉县水利局",
        uscc=" 11990101000001011c",
        seq="13",
        short_name="清水",
        nature="1",
        division="990101000000",
        phone="0990—2110113",
    )
    organ = Organ.objects.get(seq="013")
    assert (organ.uscc, organ.phone) == ("11990101000001011C", "0990-2110113")
    send(f"organs/{organ.pk}/offices/new/", name="办公室", approval_unit="on")
    send(f"organs/{organ.pk}/offices/new/", name="行政审批股")
    office = Office.objects.get(name="行政审批股")
    send(f"offices/{office.pk}/")
    office.refresh_from_db()
    assert office.is_approval_unit
    for code, role in (("shuili.window", "window_clerk"), ("shuili.handler", "handler"), ("shuili.old", "reviewer")):
        send(f"organs/{organ.pk}/posts/new/", code=code, name="某岗", role=role, office=office.pk, duties="")
    post = Post.objects.get(code="shuili.handler")
    send(f"posts/{post.pk}/", name="承办岗", office="", duties="审查申请材料。")
    send(f"posts/{Post.objects.get(code='shuili.old').pk}/close/", on=timezone.localdate().isoformat())
    send(f"organs/{organ.pk}/", short_name="清水", address="县府路13号", phone="")
    send(
        "halls/new/",
        name="清泉县政务服务中心",
        level="county",
        division="990101000000",
        address="南湖路66号",
        hours="工作日 9:00—17:00",
        phone="0990-2112345",
    )
    hall = Hall.objects.get()
    send(f"halls/{hall.pk}/", address="南湖路66号", hours="工作日 8:30—17:30", phone="0990-2112345")
    send(f"halls/{hall.pk}/windows/new/", number="A13", name="水利窗口", kind="department", organ=organ.pk)
    window = Window.objects.get()
    send(f"windows/{window.pk}/", name="水利窗口", kind="department", organ=organ.pk, posts="shuili.window")
    assert [*window.posts.values_list("code", flat=True)] == ["shuili.window"]
    for code, name in (("shuili.window", "王窗"), ("shuili.handler", "李办")):
        account = people.open_account(code, name, AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
        people.appoint(account, Post.objects.get(code=code), from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    told = state(date(2026, 3, 2))
    # The administrator has the post from today only, which is after the day asked about.
    assert [title for title in COMPLETE if told[title].tone != "good"] == ["岗位有人"]
    assert "清泉县人民政府办公室系统管理岗" in told["岗位有人"].says
    by_admin = set(Entry.objects.filter(account_id=empty.pk).values_list("kind", flat=True))
    assert {"organ.amended", "office.designated", "post.amended", "post.closed", "hall.amended"} <= by_admin
    for address in (f"organs/{organ.pk}/", "organs/", f"posts/{post.pk}/", f"halls/{hall.pk}/", "halls/", "divisions/"):
        assert admin.get(f"/desk/setup/{address}").status_code == 200


@pytest.mark.parametrize(
    ("address", "fields", "said"),
    [
        ("divisions/", {"rows": "990101001 甲街道\n990102001 乙街道\n丙街道"}, "第 2 行：990102001000不在本县"),
        ("divisions/", {"rows": "丙街道"}, "不是代码加名称"),
        ("organs/new/", {"name": "某局", "uscc": "119901010010000109"}, "校验码不对"),
        ("organs/new/", {"name": "清泉县人民政府办公室"}, "已由另一个机关使用"),
        ("organs/new/", {"seq": "一"}, "应为三位数字"),
        ("halls/new/", {"name": "中心", "phone": "123-4"}, "请改正"),
        ("calendar/", {}, "两者选一"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_entered(
    admin: Client, address: str, fields: dict[str, str], said: str
) -> None:
    before = Entry.objects.count()
    answer = admin.post(f"/desk/setup/{address}", fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Entry.objects.count() == before


def test_what_the_acts_refuse_is_told_and_nothing_is_done(admin: Client) -> None:
    only = Post.objects.get()
    page = admin.post(f"/desk/setup/posts/{only.pk}/close/", {"on": timezone.localdate().isoformat()})
    assert (page.status_code, "最后一个系统管理员岗位" in page.content.decode()) == (409, True)
    orphan = admin.post("/desk/setup/divisions/", {"rows": "990101001001 政府街社区"})
    assert (orphan.status_code, "还没有录入" in orphan.content.decode()) == (409, True)
    assert Division.objects.count() == 1


def test_a_post_with_open_steps_is_not_closed(clock: Clock) -> None:
    county = found()
    county.accept(MON)
    post = places.enter_post(county.organ, code="a", name="系统管理岗", role=Role.SYSTEM_ADMIN, by=SYSTEM, at=FOUNDED)
    people.appoint(county.head.account, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    browser = as_(type(county.head)(county.head.account, post))
    page = browser.post(f"/desk/setup/posts/{county.handler.post.pk}/close/", {"on": "2026-03-02"})
    assert page.status_code == 409
    assert "还有1个环节没有办完" in page.content.decode()


@pytest.mark.parametrize(
    ("day", "tone"),
    [
        pytest.param(date(2025, 6, 1), "good", id="both years known"),
        pytest.param(date(2026, 10, 31), "good", id="the next is not published yet"),
        pytest.param(date(2026, 11, 1), "warn", id="the next should be there soon"),
        pytest.param(date(2027, 1, 1), "bad", id="this year is missing"),
    ],
)
def test_the_list_warns_of_a_missing_year_from_november(empty: Account, day: date, tone: str) -> None:
    CalendarDay.objects.filter(day__year__gt=2026).delete()
    assert calendar(day).tone == tone


def test_a_year_is_imported_once_and_replaced_only_when_asked(admin: Client) -> None:
    last = CalendarDay.objects.order_by("-day")[0].day.year
    rows = "".join(
        f"{last + 1}-{day},statutory_holiday,国办发明电〔{last}〕7号\n" for day in ("01-01", "05-01", "10-01")
    )

    def send(content: str, **more: str) -> int:
        file = SimpleUploadedFile("next.csv", ("date,day_kind,source_doc\n" + content).encode())
        return admin.post("/desk/setup/calendar/", {"file": file} | more).status_code

    assert send(rows) == 303
    assert CalendarDay.objects.filter(day__year=last + 1).count() == 3
    before = Entry.objects.count()
    assert send(rows) == 303
    assert Entry.objects.count() == before
    other = rows + f"{last + 1}-10-02,statutory_holiday,国办发明电〔{last}〕7号\n"
    assert send(other) == 409
    assert send(other, replace="on") == 303
    assert send(f"{last + 5}-01-01,holiday,x\n") == 422
    assert f"{last + 1}年" in admin.get("/desk/setup/calendar/").content.decode()


def test_one_person_who_handles_and_approves_is_told(empty: Account) -> None:
    organ = Organ.objects.get()
    for role in (Role.HANDLER, Role.APPROVER):
        post = places.enter_post(organ, code=role.value, name=role.label, role=role, by=SYSTEM, at=FOUNDED)
        people.appoint(empty, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    told = state(MON)["承办和批准分开"]
    assert (told.tone, "系统管理员（清泉县人民政府办公室）" in told.says) == ("bad", True)


def test_items_in_force_are_looked_over(clock: Clock) -> None:
    county = found()
    told = state(MON)
    assert told["流程需要的岗位"].tone == "good"
    assert (told["公布事项"].tone, "取水许可" in told["公布事项"].says) == ("warn", True)
    Post.objects.filter(pk=county.approver.post.pk).update(closed_on=MON)
    assert "清泉县水利局缺批准人" in state(MON)["流程需要的岗位"].says


def test_an_upload_is_told_row_by_row_and_a_trial_does_nothing(admin: Client) -> None:
    rows = small_rows()
    rows["任职"][0][2] = "年初"
    page = upload(admin, rows)
    assert page.status_code == 422
    assert "“年初”不是日期，请写成 2026-03-02。" in page.content.decode()
    trial = upload(admin, small_rows(), how="check")
    assert (trial.status_code, "检查通过" in trial.content.decode()) == (200, True)
    assert (Tenure.objects.count(), Organ.objects.count()) == (1, 1)
    assert admin.post("/desk/setup/import/", {"how": "import"}).status_code == 422


def test_passwords_of_an_upload_are_sealed_and_only_its_own_administrator_reads_them(
    admin: Client, empty: Account, settings: object, tmp_path: Path
) -> None:
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    done = upload(admin, small_rows())
    assert done.status_code == 303
    page = done["Location"]
    assert "下载密码文件" in admin.get(page).content.decode()
    text = admin.get(f"{page}file/").content.decode("utf-8-sig")
    lines = [line.split(",") for line in text.splitlines()[1:]]
    assert [line[0] for line in lines] == ["shuili.wang", "shuili.li", "shuili.zhao"]
    assert Client().login(username=lines[0][0], password=lines[0][2])
    [sealed] = (tmp_path / "passwords").iterdir()
    assert lines[0][2].encode() not in sealed.read_bytes()
    second = people.open_account("second", "另一位", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    people.appoint(second, Post.objects.get(role="system_admin"), from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    other = Client()
    other.force_login(second)
    assert other.get(page).status_code == other.get(f"{page}file/").status_code == 404
    setup_parcels.destroy_old(timezone.now() + timedelta(hours=23))
    assert admin.get(page).status_code == 200
    assert admin.post(page).status_code == 303
    assert admin.get(f"{page}file/").status_code == 404


def test_the_template_comes_by_a_button(admin: Client, tmp_path: Path) -> None:
    answer = admin.get("/desk/setup/import/template/")
    (tmp_path / "x.xlsx").write_bytes(answer.content)
    assert "岗位行权" in load_workbook(tmp_path / "x.xlsx").sheetnames
