"""Forms: the questions asked, the answers read, and definitions that are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from qingquan.law import Refused
from qingquan.papers.form_fields import Control
from qingquan.papers.form_schema import canonical, check_schema, digest, problems, to_keep
from qingquan.papers.forms import Answers, Form

TODAY = date(2026, 11, 23)

WATER: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "title": "取水许可申请表",
    "required": ["applicant", "identity", "phone", "kind", "purposes", "volume", "promise"],
    "properties": {
        "applicant": {"type": "string", "title": "申请人", "maxLength": 40, "x-group": "申请人"},
        "identity": {"type": "string", "title": "身份证号", "format": "id-card", "x-group": "申请人"},
        "code": {"type": "string", "title": "信用代码", "format": "uscc", "x-group": "申请人"},
        "phone": {"type": "string", "title": "联系电话", "format": "phone", "x-group": "申请人"},
        "kind": {
            "type": "string",
            "title": "申请类型",
            "enum": ["new", "change", "renewal"],
            "x-labels": {"new": "新办", "change": "变更", "renewal": "延续"},
            "x-group": "取水",
        },
        "old_number": {
            "type": "string",
            "title": "原证编号",
            "pattern": "^[0-9]{22}$",
            "x-message": "原证编号为22位数字。",
            "x-when": {"field": "kind", "equals": "change"},
            "x-group": "取水",
        },
        "purposes": {
            "type": "array",
            "title": "取水用途",
            "items": {"type": "string", "enum": ["生活", "农业", "工业"]},
            "maxItems": 2,
            "x-group": "取水",
        },
        "industry": {
            "type": "string",
            "title": "行业说明",
            "minLength": 4,
            "maxLength": 500,
            "x-when": {"field": "purposes", "equals": "工业"},
            "x-group": "取水",
        },
        "volume": {
            "type": "number",
            "title": "年取水量（万立方米）",
            "minimum": 0.1,
            "maximum": 5000,
            "x-decimals": 2,
            "x-group": "取水",
        },
        "wells": {"type": "integer", "title": "取水井数", "minimum": 1, "maximum": 99, "x-group": "取水"},
        "start": {"type": "string", "title": "开始取水日期", "format": "date", "x-group": "取水"},
        "agent": {"type": "boolean", "title": "由代理人办理", "x-group": "办理"},
        "agent_name": {
            "type": "string",
            "title": "代理人",
            "x-when": {"field": "agent", "equals": True},
            "x-group": "办理",
        },
        "promise": {"type": "boolean", "title": "以上内容属实", "const": True, "x-group": "办理"},
    },
}

POST = {
    "applicant": ["王小泉"],
    "identity": ["990101199003070015"],
    "phone": ["138 1234 5678"],
    "kind": ["new"],
    "purposes": ["农业", "生活"],
    "volume": ["12.50"],
    "promise": ["on"],
}
READ = {
    "applicant": "王小泉",
    "identity": "990101199003070015",
    "phone": "13812345678",
    "kind": "new",
    "purposes": ["生活", "农业"],
    "volume": 12.5,
    "agent": False,
    "promise": True,
}
FORM = Form.from_schema(WATER)


def read(**changes: str | list[str]) -> Answers:
    """The answers when these fields of the complete post are filled otherwise."""
    changed = {name: [value] if isinstance(value, str) else value for name, value in changes.items()}
    return FORM.read(POST | changed, on=TODAY)


def test_a_complete_form_is_read_into_values() -> None:
    assert read() == Answers(READ, {})
    assert read().complete


def test_questions_keep_their_order_under_their_headings() -> None:
    assert [(title, [field.name for field in fields]) for title, fields in FORM.groups] == [
        ("申请人", ["applicant", "identity", "code", "phone"]),
        ("取水", ["kind", "old_number", "purposes", "industry", "volume", "wells", "start"]),
        ("办理", ["agent", "agent_name", "promise"]),
    ]


@pytest.mark.parametrize(
    ("name", "control", "required"),
    [
        ("applicant", Control.TEXT, True),
        ("identity", Control.IDENTITY, True),
        ("code", Control.USCC, False),
        ("phone", Control.PHONE, True),
        ("kind", Control.RADIO, True),
        ("purposes", Control.CHECKBOXES, True),
        ("industry", Control.TEXTAREA, False),
        ("volume", Control.NUMBER, True),
        ("start", Control.DATE, False),
        ("agent", Control.CHECKBOX, False),
        ("promise", Control.CHECKBOX, True),
    ],
)
def test_each_kind_of_question_has_its_control(name: str, control: Control, required: bool) -> None:
    field = next(field for field in FORM.fields if field.name == name)
    assert (field.control, field.required) == (control, required)


def test_choices_are_read_by_people_and_kept_as_values() -> None:
    kind = next(field for field in FORM.fields if field.name == "kind")
    assert [(option.value, option.label) for option in kind.options] == [
        ("new", "新办"),
        ("change", "变更"),
        ("renewal", "延续"),
    ]


def test_more_than_five_choices_become_a_list() -> None:
    long = {"type": "string", "title": "乡镇", "enum": [f"第{n}镇" for n in range(6)]}
    assert Form.from_schema({"type": "object", "properties": {"town": long}}).fields[0].control is Control.SELECT


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        pytest.param("applicant", "  王小泉\u200b\x00 ", "王小泉", id="blanks and invisible characters"),
        pytest.param("applicant", "王\r\n小泉", "王 小泉", id="one line stays one line"),
        pytest.param(
            "identity", "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X", id="a full-width identity number"
        ),
        pytest.param(
            "code",
            "１１９９０１０１００００００１０１１Ｃ".replace("００００００１０", "０００００１０"),
            "11990101000001011C",
            id="USCC",
        ),
        pytest.param("volume", "１，２００．５", 1200.5, id="a full-width number with a comma"),
        pytest.param("wells", "3", 3, id="a whole number"),
        pytest.param("start", "2026年3月1日", "2026-03-01", id="a Chinese date"),
        pytest.param("start", "2026/3/1", "2026-03-01", id="a date with strokes"),
        pytest.param("agent", "off", False, id="a box unticked by word"),
    ],
)
def test_answers_are_read_as_people_write_them(name: str, typed: str, kept: object) -> None:
    answers = read(**{name: typed})
    assert answers.errors == {}
    assert answers.values[name] == kept


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        pytest.param("applicant", "", "请填写“申请人”", id="nothing"),
        pytest.param("applicant", " \u3000 ", "请填写“申请人”", id="only blanks"),
        pytest.param("applicant", "长" * 41, "最多写40个字，现有41个", id="too long"),
        pytest.param("kind", [], "请选择“申请类型”", id="no choice"),
        pytest.param("kind", "other", "没有这个选项", id="a choice not offered"),
        pytest.param("purposes", [], "至少选1项", id="none of several"),
        pytest.param("purposes", ["生活", "农业", "工业"], "最多选2项", id="too many of several"),
        pytest.param("purposes", ["灌溉"], "没有这个选项", id="one not offered among several"),
        pytest.param("identity", "990101199003070016", "校验码", id="a wrong identity number"),
        pytest.param("identity", "990101202711240012", "“身份证号”：", id="born after today"),
        pytest.param("code", "11990101000001011D", "校验码", id="a wrong credit code"),
        pytest.param("phone", "12", "“联系电话”：", id="a wrong telephone"),
        pytest.param("volume", "0.05", "不能小于0.1", id="too little"),
        pytest.param("volume", "5000.01", "不能大于5000", id="too much"),
        pytest.param("volume", "1.234", "最多2位小数", id="too exact"),
        pytest.param("volume", "许多", "应是数字", id="no number"),
        pytest.param("volume", "1e3", "应是数字", id="a computer's number"),
        pytest.param("volume", "1" * 16, "位数太多", id="digits without end"),
        pytest.param("wells", "2.5", "应是整数", id="half a well"),
        pytest.param("start", "2026-02-30", "应是日期", id="no such day"),
        pytest.param("start", "明天", "应是日期", id="no date"),
        pytest.param("agent", "maybe", "只能勾选或不勾选", id="neither ticked nor not"),
        pytest.param("promise", [], "请阅读并勾选", id="a promise not given"),
    ],
)
def test_a_wrong_answer_is_named_in_chinese_at_its_field(name: str, typed: str | list[str], why: str) -> None:
    answers = read(**{name: typed})
    assert list(answers.errors) == [name]
    assert why in answers.errors[name]
    assert name not in answers.values


def test_every_wrong_answer_is_named_at_once() -> None:
    assert set(FORM.read({}, on=TODAY).errors) == {
        "applicant", "identity", "phone", "kind", "purposes", "volume", "promise",
    }  # fmt: skip


def test_a_question_not_asked_is_dropped_even_if_answered() -> None:
    assert "old_number" not in read(old_number="9" * 22).values
    assert "agent_name" not in read(agent_name="李四").values
    assert read(kind="change", old_number="9" * 22).values["old_number"] == "9" * 22
    assert read(agent="on", agent_name="李四").values["agent_name"] == "李四"
    assert read(purposes=["工业"], industry="造纸及印刷").values["industry"] == "造纸及印刷"


def test_a_condition_can_be_read_without_scripts() -> None:
    assert [field.when_in_words for field in FORM.fields if field.when] == [
        "仅在“申请类型”选择“变更”时填写",
        "仅在“取水用途”选择“工业”时填写",
        "仅在勾选“由代理人办理”时填写",
    ]


def test_a_forms_own_message_is_used() -> None:
    assert read(kind="change", old_number="12").errors == {"old_number": "原证编号为22位数字。"}


def test_what_the_first_reading_lets_through_the_schema_itself_refuses() -> None:
    choice: dict[str, object] = {"type": "string", "title": "级别", "enum": ["甲", "乙级"], "minLength": 2}
    plain = Form.from_schema({"type": "object", "properties": {"level": choice}})
    spoken = Form.from_schema({"type": "object", "properties": {"level": choice | {"x-message": "只收乙级。"}}})
    assert plain.read({"level": ["乙级"]}, on=TODAY).complete
    assert plain.read({"level": ["甲"]}, on=TODAY).errors == {"level": "“级别”的填写不符合要求，请核对。"}
    assert spoken.read({"level": ["甲"]}, on=TODAY).errors == {"level": "只收乙级。"}


def test_a_required_question_binds_only_when_asked() -> None:
    schema = {**WATER, "required": [*POST, "old_number"]}
    form = Form.from_schema(schema)
    assert form.read(POST, on=TODAY).complete
    assert list(form.read(POST | {"kind": ["change"]}, on=TODAY).errors) == ["old_number"]


def test_fields_the_form_does_not_ask_are_ignored() -> None:
    assert read(is_admin="true") == Answers(READ, {})


def test_a_draft_keeps_what_was_typed_as_it_was_typed() -> None:
    typed = {"applicant": [" 王 "], "volume": ["许多"], "is_admin": ["true"], "identity": ["9" * 20_000]}
    kept = FORM.typed(typed)
    assert kept == {"applicant": [" 王 "], "volume": ["许多"], "identity": ["9" * 10_000]}


@given(
    st.dictionaries(
        st.sampled_from([*POST, "old_number", "industry", "wells", "start", "agent"]),
        st.lists(st.text(max_size=30), max_size=4),
    )
)
def test_whatever_is_posted_complete_answers_satisfy_the_schema(post: dict[str, list[str]]) -> None:
    answers = FORM.read(POST | post, on=TODAY)
    if answers.complete:
        assert list(Draft202012Validator(WATER).iter_errors(answers.values)) == []
    assert all(not ({"\x00", "\x1b"} & set(str(value))) for value in answers.values.values())


def with_field(**field: object) -> dict[str, object]:
    return {"type": "object", "properties": {"a": {"type": "string", "title": "甲"}, "b": {"title": "乙", **field}}}


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        pytest.param({"type": "array"}, "type 应为 object", id="no object"),
        pytest.param({"type": "object", "properties": {}}, "至少有一个字段", id="no field"),
        pytest.param({"type": "object", "properties": 5}, "不是合格的 JSON Schema", id="no schema at all"),
        pytest.param(with_field(type="string") | {"allOf": []}, "不是合格", id="an empty allOf"),
        pytest.param(with_field(type="string") | {"allOf": [{}]}, "“allOf”不受支持", id="allOf"),
        pytest.param(with_field(type="string") | {"if": {}}, "“if”不受支持", id="if"),
        pytest.param(
            with_field(type="string") | {"required": ["c"]}, "必填的字段“c”没有定义", id="required, not there"
        ),
        pytest.param(with_field(type="object"), "类型“object”不受支持", id="a form in a form"),
        pytest.param(with_field(type=["string", "null"]), "不受支持", id="two types"),
        pytest.param(with_field(enum=["x"]), "类型“None”不受支持", id="no type"),
        pytest.param(with_field(type="string", oneOf=[{}]), "“oneOf”不受支持", id="oneOf"),
        pytest.param(with_field(**{"type": "string", "$ref": "#/x"}), "“$ref”不受支持", id="a reference"),
        pytest.param(with_field(type="string", format="email"), "格式“email”不受支持", id="another format"),
        pytest.param(with_field(type="string", pattern="["), "不是合格|正则", id="a broken pattern"),
        pytest.param(with_field(type="string", enum=["x", 5]), "选项应是不为空的文字", id="a number to choose"),
        pytest.param(with_field(type="string", **{"x-labels": {"y": "乙"}}), "x-labels", id="a label without choice"),
        pytest.param(with_field(type="array", items={"type": "string"}), "多选", id="a list without choices"),
        pytest.param(with_field(type="boolean", const=False), "const", id="a box that must stay empty"),
        pytest.param(with_field(type="string", **{"x-control": "map"}), "x-control", id="another control"),
        pytest.param(with_field(type="number", **{"x-decimals": "2"}), "x-decimals", id="decimals in words"),
        pytest.param(with_field(type="string", **{"x-group": 5}), "x-group", id="a heading that is no text"),
        pytest.param(with_field(type="string", **{"x-when": {"field": "a"}}), "x-when", id="half a condition"),
        pytest.param(
            with_field(type="string", **{"x-when": {"field": "b", "equals": "x"}}), "不在它之前", id="a circle"
        ),
        pytest.param(
            with_field(type="string", **{"x-when": {"field": "a", "equals": "x"}}),
            "不是“a”的可能取值",
            id="on free text",
        ),
        pytest.param({"type": "object", "properties": {"a": {"type": "string"}}}, "没有中文标题", id="no title"),
        pytest.param(
            {"type": "object", "properties": {"1": {"type": "string", "title": "甲"}}}, "名称", id="a bad name"
        ),
        pytest.param({"type": "object", "properties": {"a": True}}, "应是对象", id="a field that is no object"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(schema: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match="表单定义有误") as refusal:
        Form.from_schema(schema)
    assert any(part in refusal.value.why for part in why.split("|"))


def test_all_problems_of_a_definition_can_be_listed() -> None:
    assert len(list(problems(with_field(type="string", format="email", **{"x-control": "map"})))) == 2
    check_schema(WATER)
    FORM.check_schema()


def test_the_digest_tells_versions_apart_even_by_order() -> None:
    properties = WATER["properties"]
    assert isinstance(properties, dict)
    shuffled = WATER | {"properties": dict(reversed(properties.items()))}
    assert FORM.digest == digest(WATER) == digest(dict(WATER))
    assert len(FORM.digest) == 64
    assert digest(shuffled) != digest(WATER)
    assert "取水许可申请表" in canonical(WATER)


SEVERAL: dict[str, object] = {
    "type": "object",
    "title": "变更登记表",
    "properties": {
        "kind": {"type": "string", "title": "类型", "enum": ["新办", "变更", "延续"]},
        "old_number": {
            "type": "string",
            "title": "原证编号",
            "x-when": {"field": "kind", "equals": ["变更", "延续"]},
        },
        "a": {"type": "string", "title": "说明"},
    },
}


def test_a_question_may_be_asked_under_any_of_several_answers() -> None:
    number = Form.from_schema(SEVERAL).fields[1]
    assert number.when is not None
    assert [number.when.holds({"kind": kind}) for kind in ("新办", "变更", "延续")] == [False, True, True]
    assert number.when_in_words == "仅在“类型”选择“变更”或者“延续”时填写"


def test_a_schema_that_was_kept_still_asks_in_its_order() -> None:
    kept = to_keep(SEVERAL)
    shuffled = kept | {"properties": dict(sorted(SEVERAL["properties"].items()))}  # type: ignore[attr-defined]
    assert [field.name for field in Form.from_schema(shuffled).fields] == ["kind", "old_number", "a"]
    assert to_keep(shuffled) == shuffled


def test_an_order_that_leaves_a_question_out_is_refused() -> None:
    with pytest.raises(Refused, match="x-order"):
        Form.from_schema(SEVERAL | {"x-order": ["kind", "a"]})
