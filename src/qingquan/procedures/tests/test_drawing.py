"""The picture: whole, inside its frame, safe to put on a page, and the same facts as the diagram."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.procedures import runs
from qingquan.procedures.rules.lettering import even, fit, width_of, wrap
from qingquan.procedures.tests.drafts import bpmn, end, line, start, step
from qingquan.procedures.tests.pictures import SVG, group, outside, parsed, said_in

SAMPLES = resources.files("qingquan.procedures").joinpath("samples")
ORDINARY = SAMPLES.joinpath("licence_ordinary.bpmn").read_bytes()
NAMES = ["licence_ordinary", "licence_instant", "licence_joint"]


def sample(name: str) -> bytes:
    return SAMPLES.joinpath(f"{name}.bpmn").read_bytes()


def drawn_with(name: str, width: float = 100, height: float = 80) -> str:
    """One step of this name, drawn in a box of this size."""
    places = {"s": (0, 22, 36, 36), "a": (80, 0, width, height), "e": (300, 22, 36, 36)}
    shapes = "".join(
        f'<bpmndi:BPMNShape bpmnElement="{element}"><dc:Bounds x="{x}" y="{y}" width="{w}" height="{h}"/>'
        "</bpmndi:BPMNShape>"
        for element, (x, y, w, h) in places.items()
    )
    picture = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    named = step("a").replace("步骤a", name)
    return runs.draw(bpmn(start(), named, end(), line("s a e"), beside=picture))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_post_and_limit_is_whole(name: str) -> None:
    xml = sample(name)
    svg = runs.draw(xml)
    for row in runs.tell(xml):
        said = said_in(group(svg, row.step_id))
        assert row.name in said
        assert row.post in said
        assert row.limit in said


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("marked", [True, False])
def test_everything_lies_inside_the_picture(name: str, marked: bool) -> None:
    xml = sample(name)
    steps = [known.step_id for known in runs.load(xml).steps] if marked else []
    assert not outside(runs.draw(xml, current=steps[2:], done=steps[:2]))


def test_the_picture_has_a_name_for_those_who_cannot_see_it() -> None:
    root = parsed(runs.draw(ORDINARY))
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert [part.get("id") for part in named if part is not None] == (root.get("aria-labelledby") or "").split()
    assert [part.text for part in named if part is not None] == [
        "行政许可一般程序",
        "流程图，共 6 个步骤；与图相同的文字步骤另列。",
    ]


def test_two_pictures_on_one_page_do_not_share_ids() -> None:
    ids = [part.get("id") for name in NAMES for part in parsed(runs.draw(sample(name))).iter() if part.get("id")]
    assert len(ids) == len(set(ids)) == 6


def test_the_current_step_is_marked_by_a_word_and_done_ones_by_a_tick_not_by_colour_alone() -> None:
    first, second, third, *_ = [known.step_id for known in runs.load(ORDINARY).steps]
    svg = runs.draw(ORDINARY, current=[second], done=[first])
    assert "当前" in said_in(group(svg, second))
    assert group(svg, first).find(f"{SVG}polyline") is not None
    assert group(svg, third).get("class") == "q-node q-step"
    assert [group(svg, step_id).get("class") for step_id in (first, second)] == [
        "q-node q-step q-done",
        "q-node q-step q-current",
    ]
    assert "当前步骤已办结尚未办理" in said_in(parsed(svg))


def test_without_a_case_there_is_no_legend() -> None:
    assert "当前" not in runs.draw(ORDINARY)


def test_a_step_hidden_in_a_folded_sub_process_marks_the_sub_process() -> None:
    folded = '<bpmn:subProcess id="u" name="会审"><bpmn:startEvent id="s2"/>' + step("b") + '<bpmn:endEvent id="e2"/>'
    shape = '<bpmndi:BPMNShape bpmnElement="u"><dc:Bounds x="0" y="0" width="120" height="80"/></bpmndi:BPMNShape>'
    picture = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{shape}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    xml = bpmn(start(), folded + line("s2 b e2") + "</bpmn:subProcess>", end(), line("s u e"), beside=picture)
    svg = runs.draw(xml, current=["b"])
    assert group(svg, "u").get("class") == "q-node q-sub-process q-current"
    assert {found.element_id for found in runs.check(xml) if found.code == "not_drawn"} == {"s", "e", "s.u", "u.e"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "\"><svg onload='x'>",
        "&amp;&lt;",
        "]]>",
        "javascript:x",
        "a" * 200,
        "审" * 200,
        "{{ x }}",
    ],
)
def test_a_name_is_text_and_never_markup(hostile: str) -> None:
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    svg = drawn_with(escaped)
    assert {part.tag.removeprefix(SVG) for part in parsed(svg).iter()} <= {
        *("svg", "title", "desc", "g", "rect", "circle", "polygon", "polyline", "path", "text", "tspan"),
    }
    assert "".join(hostile.split()) in said_in(group(svg, "a"))
    assert not outside(svg)
    assert not [name for part in parsed(svg).iter() for name in part.attrib if name.startswith("on") or "href" in name]


@given(
    st.text(st.sampled_from("审查并出具意见（），。Approval of 3 W"), min_size=1, max_size=60),
    st.integers(20, 300),
    st.integers(10, 200),
)
def test_whatever_the_box_no_letter_is_lost(name: str, width: int, height: int) -> None:
    setting = fit(" ".join(name.split()), ("窗口人员", "1个工作日"), width, height)
    assert "".join("".join(setting.lines).split()) == "".join(name.split())
    assert setting.size >= 9


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("审查", ["审查"]),
        ("征求利害关系人意见", ["征求利害关", "系人意见"]),
        ("受理窗口一号（县级）", ["受理窗口一", "号（县级）"]),
        ("甲乙丙丁戊（己庚）", ["甲乙丙丁", "戊（己庚）"]),
        ("Assign approver", ["Assign", "approver"]),
        ("一二三四五六，七", ["一二三四", "五六，七"]),
    ],
)
def test_lines_are_even_and_begin_with_no_closing_mark(text: str, lines: list[str]) -> None:
    assert even(text, 60, 10) == lines


def test_a_long_foreign_word_is_broken_rather_than_let_out_of_its_box() -> None:
    assert all(width_of(line_, 10) <= 60 for line_ in wrap("Rindfleischetikettierungsueberwachung", 60, 10))


def test_what_cannot_be_run_is_drawn_so_that_nobody_takes_it_for_a_step() -> None:
    xml = ORDINARY.replace(b"bpmn:userTask", b"bpmn:serviceTask")
    svg = runs.draw(xml)
    refused = [part for part in parsed(svg).iter(f"{SVG}g") if "q-refused-task" in (part.get("class") or "")]
    assert len(refused) == 6
    assert not outside(svg)


def test_a_file_without_places_cannot_be_drawn() -> None:
    with pytest.raises(runs.NotRunnable, match="没有图形坐标"):
        runs.draw(bpmn(start(), step("a"), end(), line("s a e")))
