"""The flowchart in words says what the picture says."""

from importlib import resources

from qingquan.procedures import runs
from qingquan.procedures.tests.drafts import DECISION, both, bpmn, end, flow, line, start, step, sub, timer, xor

SAMPLES = resources.files("qingquan.procedures").joinpath("samples")


def told(*elements: str) -> list[str]:
    return [row.words for row in runs.tell(bpmn(start(), end(), *elements, facts=DECISION))]


def test_an_ordinary_licence_reads_like_a_guide() -> None:
    assert [row.words for row in runs.tell(SAMPLES.joinpath("licence_ordinary.bpmn").read_bytes())] == [
        "申请：进入“受理”。",
        "1. 受理（窗口人员，1个工作日）：受理意见 = 不予受理：进入结束“不予受理”（不予受理）；"
        "受理意见 = 受理：进入“审查”。",
        "2. 审查（承办人，5个工作日）：进入“审核”。",
        "3. 审核（审核人，2个工作日）：审核意见 = 退回：进入“审查”；审核意见 = 同意：进入“决定”。",
        "4. 决定（批准人，2个工作日）：决定 = 不予：进入“送达不予许可决定”；决定 = 准予：进入“制证发证”。",
        "5. 送达不予许可决定（窗口人员，2个工作日）：进入结束“不予许可”（不予许可）。",
        "6. 制证发证（窗口人员，2个工作日）：进入结束“发证办结”（准予）。",
    ]


def test_branches_side_by_side_are_told_together_and_where_they_meet() -> None:
    assert told(both("p"), both("q"), step("a", days=0), step("b"), step("c"), line("s p a q c e"), line("p b q")) == [
        "申请：同时：进入“步骤a”、“步骤b”。",
        "1. 步骤a（承办人，当日办结）：各并行分支都完成后，进入“步骤c”。",
        "2. 步骤b（承办人，1个工作日）：各并行分支都完成后，进入“步骤c”。",
        "3. 步骤c（承办人，1个工作日）：进入结束“结束e”（准予）。",
    ]


def test_a_default_is_told_as_every_other_case() -> None:
    rows = told(
        step("a"), xor("g", "g.b"), step("b"), line("s a g"), flow("g", "e", 'decision = "grant"'), line("g b e")
    )
    assert rows[1] == "1. 步骤a（承办人，1个工作日）：决定 = 准予：进入结束“结束e”（准予）；其他情形：进入“步骤b”。"


def test_steps_inside_a_sub_process_say_so_and_leave_through_its_border() -> None:
    inner = sub("u", start("s2"), step("a"), end("e2", ""), line("s2 a e2"))
    rows = told(inner, timer("t", "u"), step("b"), line("s u b e"), line("t e"))
    assert rows[:2] == [
        "申请：进入“步骤a”。",
        "1. 步骤a（属于“子流程u”，承办人，1个工作日）：进入“步骤b”；"
        "“子流程u”满5个工作日未办结：进入结束“结束e”（准予）。",
    ]


def test_timers_are_told_with_the_step_they_watch() -> None:
    rows = told(
        step("a"),
        timer("t", "a", "P3D", "CD", interrupting=False),
        step("b"),
        end("f", ""),
        line("s a e"),
        line("t b f"),
    )
    assert "满3日未办结（本步骤继续）：进入“步骤b”" in rows[1]


def test_a_file_that_cannot_be_run_is_still_told() -> None:
    assert told(step("a"), xor("g"), xor("h"), line("s a g h g"), '<bpmn:scriptTask id="x" name="算"/>')[1].startswith(
        "1. 步骤a"
    )


def test_a_tangle_of_gateways_does_not_take_for_ever_to_tell() -> None:
    tangle = "".join(
        xor(f"g{n}") + flow(f"g{n}", f"g{n + 1}") + flow(f"g{n}", f"g{n + 1}", identifier=f"f{n}") for n in range(40)
    )
    rows = told(step("a"), tangle, xor("g40"), line("s a g0"), line("g40 e"))
    assert rows[1].endswith("进入结束“结束e”（准予）。")
