"""Words of post-responsibility statements: where a version of one stands."""

from qingquan.wording import Word


class StatementState(Word):
    """Draft, confirmed, published, replaced by the next."""

    DRAFT = "draft", "草稿"
    REVIEWED = "reviewed", "已审核"
    PUBLISHED = "published", "已公布"
    REPLACED = "replaced", "已被替换"
