"""What people do in a campaign, page by page. Nothing here needs a script to run."""

import os
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.rules.stages import STAGES
from qingquan.demo.county.whole import County
from tests.browser.conftest import DESKTOP, PATIENCE_MS, picture, sign_in
from tests.live.days import NOW, TODAY
from tests.live.serving import Served

ROOM = "/desk/clearing/"
YEAR = NOW.year


@dataclass(slots=True)
class Hands:
    """One browser in which people come and go; whoever comes acts from the post they are asked for."""

    chromium: Browser
    server: Served
    county: County

    def at(self, post: str) -> "Desk":
        """Whoever holds the post, signed in and acting from it."""
        official = self.county.holders_of(post, TODAY)[0]
        context = self.chromium.new_context(
            base_url=self.server.address, locale="zh-CN", viewport=DESKTOP, java_script_enabled=False
        )
        context.set_default_timeout(PATIENCE_MS)
        if not os.environ.get("QINGQUAN_PICTURES"):
            # Hundreds of pages whose looks nobody keeps.
            context.route("**/static/**", lambda route: route.abort())
        page = context.new_page()
        sign_in(page, official.username)
        if len(self.posts_of(official.username)) > 1:
            page.goto("/desk/post/")
            page.check(f"main label:has-text('{self.named(post)}') input")
            page.click("main form button")
        return Desk(page)

    def posts_of(self, username: str) -> set[str]:
        """The posts somebody holds today."""
        return {
            post.code
            for post in self.county.posts
            if username in {holder.username for holder in self.county.holders_of(post.code, TODAY)}
        }

    def named(self, code: str) -> str:
        """A post as the list of posts calls it."""
        return next(
            f"{organ.name} {post.name}" for organ in self.county.organs for post in organ.posts if post.code == code
        )


@dataclass(slots=True)
class Desk:
    """Somebody at work; leaving closes the browser's window."""

    page: Page

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.page.context.close()

    def see(self, path: str) -> str:
        """Open a page; what it says."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page.inner_text("main")

    def press(self, words: str) -> str:
        """Press what says so; what the next page says."""
        self.page.click(f"main button:has-text('{words}')")
        self.page.wait_for_load_state()
        return self.page.inner_text("main")

    def unfold(self, words: str) -> None:
        """Open what is folded under these words."""
        folded = self.page.locator(f"main details:not([open]) > summary:has-text('{words}')")
        if folded.count():
            folded.first.click()

    def follow(self, words: str) -> str:
        """Follow the link that says so."""
        self.page.click(f"main a:has-text('{words}')")
        self.page.wait_for_load_state()
        return self.page.inner_text("main")

    def fill(self, **answers: str) -> None:
        """Fill fields by their names."""
        for name, text in answers.items():
            self.page.fill(f"main [name={name}]", text)

    def move_on(self) -> str:
        """Move the campaign to its next stage."""
        self.see(f"{ROOM}campaign/move/")
        return self.press("进入")


def launch(desk: Desk, name: str) -> None:
    """Set the terms, choose every organ, begin."""
    desk.see(f"{ROOM}campaign/new/")
    desk.fill(name=name, baseline_on=f"{YEAR}-11-20", plan="谁行使、谁清理；自上而下和自下而上双向排查。")
    for week, stage in enumerate(STAGES):
        desk.fill(**{f"term_{stage.value}": f"{YEAR}-{11 + (24 + week) // 30:02d}-{(24 + week) % 30 + 1:02d}"})
    for box in desk.page.locator("main input[name=organs]").all():
        box.check()
    picture(desk.page, "campaign-launch")
    assert "已启动" in desk.press("启动，下达任务")


def acknowledge(desk: Desk) -> None:
    """The organ says that it has its task."""
    desk.see(f"{ROOM}campaign/")
    desk.follow("打开本机关申报")
    assert "任务已确认" in desk.press("确认任务")


def copy_last_year(desk: Desk) -> None:
    """What the catalogue has in force becomes the report."""
    desk.see(f"{ROOM}campaign/")
    desk.follow("打开本机关申报")
    assert "沿用" in desk.press("抄入现行清单")


def leave_out(desk: Desk, item: str) -> str:
    """Take one power out of the report before it is signed; its name."""
    desk.follow(item)
    desk.follow("不再申报")
    desk.fill(words="本年未办理。")
    desk.press("不再申报")
    return item


def exercised(desk: Desk) -> str:
    """A power of the report under which cases came in last year."""
    for row in desk.page.locator("main table tbody tr").all():
        if row.locator("td[data-label=上年办件]").inner_text().strip() not in {"0", "—"}:
            return row.locator("a.title").inner_text()
    raise AssertionError(desk.page.inner_text("main"))


def sign(desk: Desk) -> None:
    """The head types the statement and signs."""
    desk.see(f"{ROOM}campaign/")
    desk.follow("打开本机关申报")
    desk.follow("审阅并签字")
    desk.fill(statement=STATEMENT)
    assert "已签字报送" in desk.press("签字报送")


def run_check(desk: Desk, server: Served) -> str:
    """Order the comparison; the worker does it."""
    desk.see(f"{ROOM}crosscheck/")
    desk.press("开始比对")
    server.pass_days(0)
    picture(desk.page, "campaign-check")
    return desk.see(f"{ROOM}crosscheck/")


def give_opinions(desk: Desk) -> int:
    """One item after the other, as the page leads on; how many."""
    given = 0
    desk.see(f"{ROOM}review/next/")
    while desk.page.locator("main #opinion-title").count():
        desk.page.select_option("main select[name=code]", "K1")
        desk.page.fill("main textarea[name=reasons]", "依据现行有效，主体适格。")
        desk.page.click("main button[name=go][value=next]")
        desk.page.wait_for_load_state()
        given += 1
    return given


def decide_all(desk: Desk) -> None:
    """Tick what nobody contests, a hundred at a time; read once more, decide."""
    desk.see(f"{ROOM}review/batch/")
    while waiting := desk.page.locator("main input[name=item]").count():
        desk.follow("全部勾选")
        desk.press("逐项核对")
        assert f"{waiting} 项" in desk.press(f"作出这 {waiting} 个决定")
        desk.see(f"{ROOM}review/batch/")


def publish(prepare: Desk, approve: Desk, catalogue: str, document: str) -> str:
    """A catalogue from its putting together to its announcement; the batch's number."""
    prepare.see(f"{ROOM}publication/new/{catalogue}/")
    # What waits to be published has not had its promise cut yet; the batch is what the campaign confirmed.
    for box in prepare.page.locator("main input[name=version]").all():
        box.uncheck()
    assert "已拟定" in prepare.press("拟定本批")
    number = prepare.page.url.rstrip("/").rsplit("/", 1)[-1]
    approve.see(f"{ROOM}publication/{number}/screen/")
    approve.press("全部可以公开")
    here = f"{ROOM}publication/{number}/"
    approve.see(here)
    approve.unfold("整批保密审查")
    approve.fill(opinion="单项和整批都可以公开。")
    approve.press("整批保密审查")
    approve.unfold("登记县政府批准")
    approve.fill(meeting="县政府第5次常务会议", minutes_number=f"清府常纪〔{YEAR}〕5号", approved_on=TODAY.isoformat())
    approve.fill(document_number=document)
    approve.press("登记县政府批准")
    approve.unfold("公布本批")
    told = approve.press("公布本批")
    assert "已公布" in told, told
    picture(approve.page, f"campaign-batch-{catalogue}")
    return number


def code_of(desk: Desk, item: str) -> str:
    """The code of a power, as the page of its finding links to it."""
    desk.page.goto(f"/items/?q={item}")
    link = desk.page.locator(f"main a:has-text('{item}')").first.get_attribute("href")
    assert link is not None
    return link.rstrip("/").rsplit("/", 1)[-1]


def forfeit(desk: Desk, code: str) -> str:
    """Find a power concealed."""
    desk.see(f"{ROOM}forfeits/new/?code={code}")
    desk.page.check("main input[name=kind][value=concealed]")
    desk.fill(reason="有真实办件而没有申报。", document_no=f"清监〔{YEAR}〕3号")
    told = desk.press("认定")
    picture(desk.page, "campaign-forfeit")
    return told
