"""Words of exchange: kinds of files, how an organ answers a row of the upper level's catalogue, field by field."""

from qingquan.wording import Word


class FileKind(Word):
    """In which form items are exchanged."""

    JSON = "json", "JSON"
    XML = "xml", "XML"
    CSV = "csv", "CSV"


class Layout(Word):
    """How a moment is written: the standard's text shows these three."""

    WITH_T = "with_t", "YYYYMMDDThhmmss"
    DIGITS = "digits", "YYYYMMDDhhmmss"
    COLONS = "colons", "YYYYMMDDhh:mm:ss"


class ClaimState(Word):
    """认领状态 of a row of the upper level's base catalogue."""

    UNCLAIMED = "unclaimed", "待认领"
    CLAIMED = "claimed", "已认领"
    NOT_APPLICABLE = "not_applicable", "不适用"


class BaseField(Word):
    """What the upper level's row and the county's item both say, and may say differently."""

    NAME = "name", "事项名称"
    POWER_TYPE = "power_type", "事项类型"
    BASES = "bases", "设定依据"
    LEVELS = "levels", "行使层级"
    CONTENT = "content", "行使内容"


class FieldChoice(Word):
    """What is to be done about a field in which the item differs from the upper level's row."""

    TAKE = "take", "采用上级"
    KEEP = "keep", "保留本县"
    LEAVE = "leave", "留待决定"


class RecordTable(Word):
    """Which table of the standard a file of records follows."""

    APPLICATION = "application", "表 5 申请信息"
    ACCEPTANCE = "acceptance", "表 6 受理信息"
    HANDLING = "handling", "表 7 办理过程信息"
    RESULT = "result", "表 8 办理结果信息"
    SUPERVISION = "supervision", "表 11 电子监察信息"


class RecordForm(Word):
    """In which form records leave."""

    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"
