"""The reduced form in which an organ reports a power: its fields, the same on the page and in the spreadsheet."""

from dataclasses import dataclass

from qingquan.catalogue.words import ExerciseLevel, LimitUnit, PowerType

YES, NO = "是", "否"
# A legacy type can be reported, so that it is cleared up; "unsorted" is no type.
TYPES = tuple(kind.label for kind in PowerType if kind is not PowerType.GENERIC)
LEVELS = tuple(level.label for level in ExerciseLevel)
UNITS = tuple(unit.label for unit in LimitUnit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its key, what people call it, what to write in it, and from which words to choose."""

    key: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    lines: int = 1
    number: bool = False
    required: bool = False
    width: int = 12


FIELDS = (
    Field(key="code", label="事项编码", hint="沿用现有编码；新增事项留空，由系统编号。", width=34),
    Field(key="name", label="事项名称", required=True, width=34),
    Field(key="power_type", label="事项类型", choices=TYPES, required=True, width=16),
    Field(
        key="legal_bases",
        label="法律依据",
        hint="一行一条，写到条、款、项，例如：《中华人民共和国水法》第四十八条第一款。",
        lines=5,
        width=44,
    ),
    Field(key="duty", label="对应的三定职责", hint="照三定规定原文摘录。", lines=2, width=30),
    Field(key="exercise_levels", label="行使层级", hint="几级都行使的，用顿号隔开。", choices=LEVELS, width=14),
    Field(key="statutory_duty", label="法定必须履行", hint="法律写明“应当”履行、不得放弃的填“是”。", choices=(YES, NO)),
    Field(key="legal_limit", label="法定时限", hint="只填数字；即时办结填 0。", number=True),
    Field(key="legal_unit", label="法定时限单位", choices=UNITS),
    Field(key="promise", label="承诺时限", hint="只填数字，不得长于法定时限。", number=True),
    Field(key="promise_unit", label="承诺时限单位", choices=UNITS),
    Field(key="max_review_levels", label="审查层级", hint="从受理到决定经过几级审查，不超过 2 级。", number=True),
    Field(key="materials", label="申请材料", hint="一行一种，不写“其他材料”。", lines=5, width=34),
    Field(key="fees", label="收费项目和标准", hint="一行一项，写成“项目：标准”；不收费的留空。", lines=2, width=26),
    Field(key="cases_last_year", label="上年办件量", hint="没有办过的填 0。", number=True),
    Field(key="fees_last_year", label="上年收费（元）", hint="不收费的留空。", number=True),
    Field(key="online", label="可网上办理", choices=(YES, NO)),
    Field(key="enter_centre", label="进驻政务大厅", choices=(YES, NO)),
    Field(key="remark", label="说明", lines=3, width=26),
)
BY_KEY = {field.key: field for field in FIELDS}
