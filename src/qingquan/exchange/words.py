"""Words of exchange: kinds of files, and how an organ answers a row of the upper level's catalogue."""

from qingquan.wording import Word


class FileKind(Word):
    """In which form items are exchanged."""

    JSON = "json", "JSON"
    XML = "xml", "XML"
    CSV = "csv", "CSV"


class ClaimState(Word):
    """认领状态 of a row of the upper level's base catalogue."""

    UNCLAIMED = "unclaimed", "待认领"
    CLAIMED = "claimed", "已认领"
    NOT_APPLICABLE = "not_applicable", "不适用"
