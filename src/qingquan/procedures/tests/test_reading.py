"""Files as strangers send them: read, or refused in one line that points at the element."""

import gzip
import time

import pytest

from qingquan.procedures import runs
from qingquan.procedures.rules.markup import MOST_BYTES
from qingquan.procedures.rules.reading import read
from qingquan.procedures.tests.drafts import DECISION, HEAD, bpmn, end, fact, flow, line, start, step, sub, timer, xor
from qingquan.procedures.words import DayUnit, FlowNode, Outcome, StepKind

FINE = bpmn(start(), step("a"), end(), line("s a e"))


def codes(xml: bytes, **promise: int) -> set[tuple[str, str]]:
    """Findings as (code, element), without the warning that small test files have no picture."""
    return {(found.code, found.element_id) for found in runs.check(xml, **promise) if found.code != "no_page"}


def test_a_step_is_read_with_all_that_is_said_of_it() -> None:
    diagram = read(
        bpmn(
            start(),
            step("a", "examine", 5, "reviewer", 'q:node="hearing"'),
            timer("t", "a", "P20D", "CD", interrupting=False),
            end("e", "refused"),
            line("s a e"),
            flow("t", "e"),
            facts=DECISION,
            attributes='q:reviewException="清府办〔2026〕3号"',
        )
    )
    examined, late = diagram.nodes["a"], diagram.nodes["t"]
    assert (examined.name, examined.post, examined.working_days) == ("步骤a", "reviewer", 5)
    assert (examined.kind, examined.flow_node) == (StepKind.EXAMINE, FlowNode.HEARING)
    assert late.wait is not None
    assert (late.attached_to, late.interrupting, late.wait.days, late.wait.unit) == (
        "a",
        False,
        20,
        DayUnit.CALENDAR_DAY,
    )
    assert diagram.nodes["e"].outcome is Outcome.REFUSED
    assert diagram.facts["decision"].value_label("grant") == "准予"
    assert diagram.review_exception == "清府办〔2026〕3号"
    assert not diagram.findings


@pytest.mark.parametrize(
    ("kind", "node"),
    [("accept", "accept"), ("examine", "examine"), ("review", "examine"), ("decide", "decide"), ("issue", "issue")],
)
def test_a_kind_of_step_belongs_to_its_own_node_unless_said_otherwise(kind: str, node: str) -> None:
    assert read(bpmn(start(), step("a", kind), end(), line("s a e"))).nodes["a"].flow_node == node


def test_names_lose_line_breaks_that_editors_put_in() -> None:
    xml = FINE.replace("步骤a".encode(), "现场&#10;  勘验".encode())
    assert read(xml).nodes["a"].name == "现场 勘验"


def test_a_file_in_a_chinese_encoding_is_read() -> None:
    text = '<?xml version="1.0" encoding="GB2312"?>' + FINE.decode()
    assert read(text.encode("gb18030")).nodes["a"].name == "步骤a"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_in_unicode_is_read(encoding: str) -> None:
    assert read(FINE.decode().encode(encoding)).nodes["a"].name == "步骤a"


BILLION_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><d>&b;</d>'
EXTERNAL = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions>&x;</definitions>'
PARAMETER = b'<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd"><definitions/>'


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b"  \n ", "空的", id="only space"),
        pytest.param(b"hello", "不是完好的 XML", id="not xml"),
        pytest.param(b"<a>", "不是完好的 XML", id="unclosed"),
        pytest.param(b"<a/>", "最外层应为 definitions", id="other xml"),
        pytest.param(b"<definitions/>", "最外层应为 definitions", id="no namespace"),
        pytest.param(HEAD.encode() + b"</bpmn:definitions>", "没有流程", id="no process"),
        pytest.param(b"\x00\x01\x02\xff\xfe", "不是完好的 XML", id="bytes"),
        pytest.param(gzip.compress(FINE), "压缩包", id="gzip"),
        pytest.param(b"PK\x03\x04" + FINE, "压缩包", id="zip"),
        pytest.param(BILLION_LAUGHS, "DOCTYPE", id="billion laughs"),
        pytest.param(EXTERNAL, "DOCTYPE", id="external entity"),
        pytest.param(PARAMETER, "DOCTYPE", id="external document type"),
        pytest.param(b"<a>" * 100_000, "嵌套超过", id="deep"),
        pytest.param(HEAD.encode() + b"<bpmn:subProcess>" * 100_000, "嵌套超过", id="deep sub-processes"),
        pytest.param(b"<a>" + b"<b/>" * 100_000 + b"</a>", "元素超过", id="many elements"),
        pytest.param(
            b"<a " + b" ".join(b'b%d="1"' % n for n in range(100_000)) + b"/>", "definitions", id="many attributes"
        ),
        pytest.param(b"<a>" + b"x" * 50_000_000 + b"</a>", "字节，超过", id="fifty megabytes"),
        pytest.param(b"x" * (MOST_BYTES + 1), "字节，超过", id="one byte too many"),
        pytest.param(b'<?xml version="1.0" encoding="ebcdic-klingon"?><a/>', "编码|XML", id="unknown encoding"),
        pytest.param(b'<?xml version="1.0" encoding="GBK"?><a>\x80\xff</a>', "GB 编码", id="broken gbk"),
        pytest.param(
            FINE.replace("步骤a".encode(), "步骤a".encode("gb18030")), "不是完好的 XML", id="gbk said to be utf-8"
        ),
        pytest.param(FINE.replace(b'id="a"', b'id="' + b"a" * 300 + b'"'), "超过 200 个字", id="endless id"),
    ],
)
def test_a_hostile_file_is_refused_in_one_line_and_at_once(xml: bytes, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(runs.NotRunnable, match=why) as refused:
        runs.load(xml)
    assert time.monotonic() - began < 2
    assert "\n" not in str(refused.value)
    findings = runs.check(xml)
    assert [found.element_id for found in findings] == [""]


@pytest.mark.parametrize(
    ("coordinate", "why"),
    [("1e999", "坐标"), ("nan", "坐标"), ("far", "坐标"), ("", "坐标"), ("99999999", "坐标")],
)
def test_a_coordinate_that_is_no_place_on_a_page_is_refused(coordinate: str, why: str) -> None:
    shape = (
        f'<bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="{coordinate}" y="0" width="9" height="9"/></bpmndi:BPMNShape>'
    )
    picture = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{shape}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    with pytest.raises(runs.NotRunnable, match=why):
        runs.load(bpmn(start(), step("a"), end(), line("s a e"), beside=picture))


def test_a_shape_of_negative_size_is_refused() -> None:
    shape = '<bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="0" y="0" width="-9" height="9"/></bpmndi:BPMNShape>'
    picture = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{shape}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    with pytest.raises(runs.NotRunnable, match="大小为负数"):
        runs.load(bpmn(start(), step("a"), end(), line("s a e"), beside=picture))


def test_a_note_as_long_as_a_book_is_refused() -> None:
    note = f'<bpmn:textAnnotation id="n"><bpmn:text>{"说明" * 151}</bpmn:text></bpmn:textAnnotation>'
    with pytest.raises(runs.NotRunnable, match="注释超过 300 个字"):
        runs.load(bpmn(start(), step("a"), end(), line("s a e"), note))


def test_more_than_five_hundred_nodes_are_refused() -> None:
    many = [step(f"a{n}") for n in range(500)]
    with pytest.raises(runs.NotRunnable, match="502 个节点"):
        runs.load(bpmn(start(), *many, end(), line("s " + " ".join(f"a{n}" for n in range(500)) + " e")))


def test_more_than_fifteen_hundred_lines_are_refused() -> None:
    many = [flow("s", "a", identifier=f"f{n}") for n in range(1501)]
    with pytest.raises(runs.NotRunnable, match="1502 个连线"):
        runs.load(bpmn(start(), step("a"), end(), line("a e"), *many))


UNSUPPORTED = [
    ('<bpmn:scriptTask id="x" name="算"/>', "脚本任务"),
    ('<bpmn:serviceTask id="x" name="算"/>', "服务任务"),
    ('<bpmn:sendTask id="x"/>', "发送任务"),
    ('<bpmn:receiveTask id="x"/>', "接收任务"),
    ('<bpmn:businessRuleTask id="x"/>', "业务规则任务"),
    ('<bpmn:callActivity id="x" calledElement="P"/>', "调用活动"),
    ('<bpmn:transaction id="x"/>', "事务子流程"),
    ('<bpmn:adHocSubProcess id="x"/>', "特设子流程"),
    ('<bpmn:inclusiveGateway id="x"/>', "包容网关"),
    ('<bpmn:complexGateway id="x"/>', "复杂网关"),
    ('<bpmn:eventBasedGateway id="x"/>', "事件网关"),
    ('<bpmn:intermediateCatchEvent id="x"/>', "中间捕获事件"),
    ('<bpmn:intermediateThrowEvent id="x"/>', "中间抛出事件"),
    ('<bpmn:choreographyTask id="x"/>', "未知元素"),
    ('<bpmn:subProcess id="x" triggeredByEvent="true"/>', "事件子流程"),
    ('<bpmn:endEvent id="x"><bpmn:terminateEventDefinition/></bpmn:endEvent>', "终止事件"),
    ('<bpmn:endEvent id="x"><bpmn:signalEventDefinition/></bpmn:endEvent>', "信号事件"),
    ('<bpmn:endEvent id="x"><bpmn:errorEventDefinition/></bpmn:endEvent>', "错误事件"),
    ('<bpmn:startEvent id="x"><bpmn:messageEventDefinition/></bpmn:startEvent>', "消息事件"),
    ('<bpmn:startEvent id="x"><bpmn:timerEventDefinition/></bpmn:startEvent>', "此处的定时事件"),
    ('<bpmn:boundaryEvent id="x" attachedToRef="a"/>', "没有定时的边界事件"),
    ('<bpmn:boundaryEvent id="x" attachedToRef="a"><bpmn:messageEventDefinition/></bpmn:boundaryEvent>', "消息事件"),
    (
        '<bpmn:boundaryEvent id="x" attachedToRef="a"><bpmn:timerEventDefinition>'
        "<bpmn:timeCycle>R3/P1D</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>",
        "循环定时器",
    ),
    ('<bpmn:userTask id="x"><bpmn:standardLoopCharacteristics/></bpmn:userTask>', "循环任务"),
    ('<bpmn:userTask id="x"><bpmn:multiInstanceLoopCharacteristics/></bpmn:userTask>', "多实例任务"),
    ('<bpmn:userTask id="x" isForCompensation="true"/>', "补偿活动"),
    ('<bpmn:userTask id="x" startQuantity="2"/>', "多令牌活动"),
]


@pytest.mark.parametrize(("element", "name"), UNSUPPORTED, ids=[name for _, name in UNSUPPORTED])
def test_what_cannot_be_run_is_refused_by_name_at_its_element(element: str, name: str) -> None:
    findings = runs.check(bpmn(start(), step("a"), element, end(), line("s a x e")))
    refused = [found for found in findings if found.code == "unsupported"]
    assert [found.element_id for found in refused] == ["x"]
    assert name in refused[0].message


@pytest.mark.parametrize(
    "harmless",
    [
        '<bpmn:textAnnotation id="n"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation>'
        '<bpmn:association id="o" sourceRef="a" targetRef="n"/>',
        '<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/>',
        '<bpmn:laneSet id="l"><bpmn:lane id="k"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
        "<bpmn:documentation>说明</bpmn:documentation>",
        '<bpmn:group id="g"/>',
        '<other:thing xmlns:other="urn:other" id="z"/>',
    ],
)
def test_what_only_explains_is_accepted(harmless: str) -> None:
    assert not codes(bpmn(start(), step("a"), end(), line("s a e"), harmless))


@pytest.mark.parametrize(
    ("declared", "why"),
    [
        (fact("a b"), "名称须为"),
        (fact("and"), "名称须为"),
        (fact("x", "date"), "type 须为"),
        (fact("x", "choice"), "choice 须写 values"),
        (fact("x", "boolean", "a b"), "choice 须写 values"),
        (fact("x", "choice", "a a"), "不得重复"),
        (fact("x", "choice", "a b", value_labels="甲"), "一一对应"),
        (fact("x") + fact("x"), "重复声明"),
        ("".join(fact(f"f{n}") for n in range(101)), "超过 100 个"),
    ],
)
def test_a_fact_that_is_declared_wrongly_is_refused(declared: str, why: str) -> None:
    findings = runs.check(bpmn(start(), step("a"), end(), line("s a e"), facts=declared))
    assert {found.code for found in findings} == {"bad_fact"}
    assert why in findings[0].message


PLAIN = '<bpmn:task id="a" name="审查"/>'


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        pytest.param(
            bpmn(start(), PLAIN, end(), line("s a e")),
            {("no_post", "a"), ("no_limit", "a"), ("no_kind", "a")},
            id="a plain task is a step that nobody holds",
        ),
        pytest.param(
            bpmn(start(), step("a", "other").replace('q:node="accept"', ""), end(), line("s a e")),
            {("no_node", "a")},
            id="another kind of step says its node",
        ),
        pytest.param(
            bpmn(start(), step("a", post="mayor"), end(), line("s a e")),
            {("bad_attribute", "a"), ("no_post", "a")},
            id="no such post",
        ),
        pytest.param(
            bpmn(start(), step("a", days=-1), end(), line("s a e")),
            {("bad_attribute", "a"), ("no_limit", "a")},
            id="negative limit",
        ),
        pytest.param(
            bpmn(start(), step("a").replace('name="步骤a"', ""), end(), line("s a e")), {("no_name", "a")}, id="no name"
        ),
        pytest.param(
            bpmn(start(), step("a"), timer("t", "a", "PT5H"), end(), line("s a e"), flow("t", "e")),
            {("bad_timer", "t")},
            id="hours are no days",
        ),
        pytest.param(
            bpmn(start(), step("a"), timer("t", "a", unit=""), end(), line("s a e"), flow("t", "e")),
            {("bad_timer", "t")},
            id="a timer says its unit",
        ),
        pytest.param(
            bpmn(start(), step("a"), end(outcome="perhaps"), line("s a e")),
            {("bad_attribute", "e")},
            id="no such outcome",
        ),
        pytest.param(
            bpmn(start(), step("a"), step("a"), end(), line("s a e")), {("duplicate_id", "a")}, id="id used twice"
        ),
        pytest.param(
            bpmn(start(), "<bpmn:userTask/>", step("a"), end(), line("s a e")), {("no_id", "")}, id="no id at all"
        ),
        pytest.param(
            bpmn(start(), step("a"), end(), line("s a e"), flow("a", "ghost")),
            {("missing_reference", "a.ghost"), ("implicit_split", "a")},
            id="a line into nothing",
        ),
        pytest.param(
            bpmn(
                start(),
                step("a"),
                end(),
                line("s a e"),
                beside='<bpmn:process id="Q"><bpmn:task id="x"/></bpmn:process>',
            ),
            {("two_processes", "Q"), ("no_post", "x"), ("no_limit", "x"), ("no_kind", "x"), ("no_name", "x")}
            | {("no_way_in", "x"), ("no_way_out", "x")},
            id="two processes",
        ),
        pytest.param(
            bpmn(
                start(),
                xor("g"),
                step("a"),
                end(),
                line("s g"),
                flow("g", "a", "true").replace(
                    "<bpmn:conditionExpression>", '<bpmn:conditionExpression language="python">'
                ),
                flow("g", "e", "false"),
                line("a e"),
            ),
            {("bad_attribute", "g.a")},
            id="a condition in another language",
        ),
    ],
)
def test_a_wrong_element_is_pointed_at(xml: bytes, expected: set[tuple[str, str]]) -> None:
    assert codes(xml) == expected


def test_a_sub_process_keeps_its_own_level() -> None:
    diagram = read(
        bpmn(start(), sub("u", start("s2"), step("a"), end("e2", ""), line("s2 a e2")), end(), line("s u e"))
    )
    assert diagram.nodes["a"].parent == "u"
    assert diagram.flows["s2.a"].parent == "u"


def test_the_refusal_counts_what_else_is_wrong() -> None:
    with pytest.raises(runs.NotRunnable, match=r"请填写 q:post.*（a）另有 2 处问题。"):
        runs.load(bpmn(start(), PLAIN, end(), line("s a e")))
