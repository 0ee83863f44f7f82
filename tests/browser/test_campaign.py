"""A whole campaign of the county, from its launch to five published catalogues and one power given up."""

import pytest
from playwright.sync_api import Browser

from qingquan.demo.reading import read_county
from qingquan.publication.words import FIVE
from tests.browser import clearing_hands as hands
from tests.browser.clearing_hands import Hands
from tests.live.serving import Served

pytestmark = pytest.mark.browser

CONCEALING = "shuili"
LEAST_REPORTED = 50


def test_a_county_clears_its_powers(chromium: Browser, uncleared: Served) -> None:
    county = read_county()
    here = Hands(chromium, uncleared, county)
    with here.at("bianban.campaign_office") as office:
        hands.launch(office, "2026年行政权力清理审核")

    # Bottom up: every organ takes its task and last year's list; the water bureau leaves out a power it exercises.
    concealed = ""
    for organ in county.organs:
        keeps = organ.posts_of("catalogue_admin")
        with here.at((keeps or organ.posts_of("head"))[0].code) as answering:
            hands.acknowledge(answering)
            if keeps:
                hands.copy_last_year(answering)
            if organ.key == CONCEALING:
                concealed = hands.leave_out(answering, hands.exercised(answering))
    with here.at("bianban.campaign_office") as office:
        assert "依据梳理" in office.move_on()
    with here.at("sifa.legal_office_reviewer") as legal:
        legal.see(f"{hands.ROOM}campaign/")
        legal.fill(words="现行法律、法规、规章已经梳理。")
        legal.press("确认固定")
    with here.at("bianban.campaign_office") as office:
        assert "自查申报" in office.move_on()
    for organ in county.organs:
        with here.at(organ.posts_of("head")[0].code) as head:
            hands.sign(head)

    # Both ends: what was done without being reported is before the supervisor at once.
    with here.at("bianban.campaign_office") as office:
        assert "双向比对" in office.move_on()
        hands.run_check(office, uncleared)
    with here.at("zhengwu.supervisor") as supervisor:
        assert concealed in supervisor.see(f"{hands.ROOM}crosscheck/differences/")
    with here.at("bianban.campaign_office") as office:
        assert "初审" in office.move_on()

    # Two offices apart, then the decisions.
    given = []
    for post in ("bianban.establishment_reviewer", "sifa.legal_office_reviewer"):
        with here.at(post) as office:
            given.append(hands.give_opinions(office))
    assert given[0] == given[1] >= LEAST_REPORTED
    with here.at("bianban.campaign_office") as office:
        for stage in ("复查复审和评估论证", "部门反馈会商", "汇总报审"):
            assert stage in office.move_on()
    with here.at("bianban.establishment_reviewer") as reviewer:
        hands.decide_all(reviewer)
    with here.at("bianban.campaign_office") as office:
        assert "政府审定" in office.move_on()

    # The government approves, and five catalogues are public.
    with here.at("bianban.campaign_office") as office, here.at("zhengfuban.government_office") as government:
        numbers = [
            hands.publish(office, government, catalogue.value, f"清府发〔2026〕{n}号")
            for n, catalogue in enumerate(FIVE, 12)
        ]
    # What was concealed is given up: nobody can apply for it any more.
    with here.at("zhengwu.supervisor") as supervisor:
        code = hands.code_of(supervisor, concealed)
        assert "已认定瞒报" in hands.forfeit(supervisor, code)
    everybody_sees(chromium, uncleared, numbers, concealed, code)


def everybody_sees(chromium: Browser, server: Served, batches: list[str], concealed: str, code: str) -> None:
    """The batches are announced; what was given up is on no list, and its page leads to where one may still ask."""
    everyone = chromium.new_context(base_url=server.address, locale="zh-CN").new_page()
    for number in batches:
        everyone.goto(f"/batches/{number}/")
        assert number in everyone.inner_text("main")
    everyone.goto(f"/items/{code}/")
    assert "清单外事项" in everyone.inner_text("main")
    everyone.goto(f"/catalogues/licence_approval/?q={concealed}")
    assert code not in everyone.inner_text("main")
    everyone.context.close()
