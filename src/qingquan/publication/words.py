"""Words of publication: where a batch stands, what an item does in it, what its confidentiality review said."""

from qingquan.catalogue.words import SeedCatalogue
from qingquan.wording import Word

FIVE = (
    SeedCatalogue.LICENCE_APPROVAL,
    SeedCatalogue.PENALTY,
    SeedCatalogue.COLLECTION,
    SeedCatalogue.COERCION,
    SeedCatalogue.OTHER,
)
"""The five catalogues a county publishes. Internal approvals and public services are lists beside them."""

LETTERS = {
    SeedCatalogue.LICENCE_APPROVAL: "XK",
    SeedCatalogue.PENALTY: "CF",
    SeedCatalogue.COLLECTION: "ZS",
    SeedCatalogue.COERCION: "QZ",
    SeedCatalogue.OTHER: "QT",
}
"""By which a batch's number begins: the letters of local item codes."""


class BatchState(Word):
    """Where a batch stands."""

    PREPARED = "prepared", "拟定中"
    APPROVED = "approved", "政府已批准"
    PUBLISHED = "published", "已公布"
    DROPPED = "dropped", "已作废"


class Part(Word):
    """What a batch does with an item."""

    NEW = "new", "本批公布"
    KEPT = "kept", "现行沿用"
    ENDED = "ended", "本批取消"
    GONE = "gone", "上批以后取消"


LISTED = (Part.NEW, Part.KEPT)
"""What is in the catalogue from the batch's day on; the rest is told of as gone."""


class Outcome(Word):
    """What became of an item, as the announcement counts them: the difference to the last batch, or its decision."""

    KEPT = "kept", "保留"
    NEW = "new", "新增"
    CHANGED = "changed", "调整"
    TAKEN_OVER = "taken_over", "承接"
    SPLIT = "split", "拆分"
    CHANGED_MODE = "changed_mode", "转变管理方式"
    CANCELLED = "cancelled", "取消"
    MERGED = "merged", "合并"
    DEVOLVED = "devolved", "下放"
    MOVED = "moved", "转出"
    INTERNAL = "internal", "转为政府内部审批"
    GIVEN_UP = "given_up", "停止实施"


class Screening(Word):
    """What the confidentiality review of an item said."""

    WAITING = "waiting", "待审查"
    OPEN = "open", "可以公开"
    WITHHELD = "withheld", "不予公开"


class WithholdingGround(Word):
    """Why an item is not published. 《政府信息公开条例》第十四条。"""

    STATE_SECRET = "state_secret", "依法确定为国家秘密"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开"
    ENDANGERS = "endangers", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"


class Channel(Word):
    """Where a batch is made public. 《政府信息公开条例》第二十三条、第二十五条。"""

    WEBSITE = "website", "政府网站"
    PORTAL = "portal", "政务服务门户"
    GAZETTE = "gazette", "政府公报"
    HALL_SCREEN = "hall_screen", "大厅公示屏"
    PRESS = "press", "报刊、广播、电视"
    LIBRARY = "library", "档案馆、公共图书馆"


USUAL_CHANNELS = (Channel.WEBSITE, Channel.PORTAL)
"""Ticked already when the approval is entered."""


class Download(Word):
    """In which forms a batch is given out."""

    PDF = "pdf", "PDF 公告"
    XLSX = "xlsx", "XLSX 表格"
    CSV = "csv", "CSV 表格"
    JSON = "json", "JSON 数据"
