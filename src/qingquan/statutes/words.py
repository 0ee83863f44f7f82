"""The words of the law library: ranks of texts, what may happen to a statute, what a citation may miss."""

from qingquan.wording import Term, Word


class BasisLevel(Term):
    """依据层级, from the law of the National People's Congress down."""

    LAW = "law", "法律"
    ADMIN_REGULATION = "admin_regulation", "行政法规"
    SC_DECISION = "sc_decision", "国务院决定"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    DEPT_RULE = "dept_rule", "部门规章"
    PROV_RULE = "prov_rule", "省级政府规章"
    CITY_RULE = "city_rule", "设区的市政府规章"
    NORM_DOC = "norm_doc", "规范性文件"
    THREE_FIXED = "three_fixed", "三定规定"


class ChangeKind(Word):
    """沿革: what happened to a statute on a day."""

    KEPT = "kept", "收录文本"
    MADE = "made", "制定"
    AMENDED = "amended", "修改"
    REPEALED = "repealed", "废止"


class DaySource(Word):
    """From where the library knows the day in force of a statute, or why it does not."""

    STATED = "stated", "文件或者录入时载明"
    ARTICLE = "article", "按最后一条所写"
    PUBLICATION = "publication", "条文写自公布之日起施行，没有写明哪一天"


class Standing(Word):
    """Whether a statute applies on a day.

    A day read from an article may be that of a revision: of the time before it the library cannot tell.
    """

    IN_FORCE = "in_force", "现行有效"
    NOT_YET = "not_yet", "尚未施行"
    EARLIER = "earlier", "早于所收文本"
    REPEALED = "repealed", "已经废止"


class Fault(Word):
    """Which part of a citation could not be found."""

    UNKNOWN = "unknown", "法规库中没有这部法律文件"
    NOT_YET = "not_yet", "当日尚未施行"
    REPEALED = "repealed", "当日已经废止"
    UNREAD = "unread", "条、款、项读不懂"
    BEYOND_LAST = "beyond_last", "超出最后一条"
    NO_ARTICLE = "no_article", "当日没有这一条"
    NO_PARAGRAPH = "no_paragraph", "没有这一款"
    NO_ITEM = "no_item", "没有这一项"
    NO_SUBITEM = "no_subitem", "没有这一目"
    NOT_KEPT = "not_kept", "法规库没有收录条文"
    EARLIER = "earlier", "早于法规库所收的文本"


CANNOT_TELL = frozenset({Fault.UNKNOWN, Fault.NOT_KEPT, Fault.EARLIER})
"""The library does not know enough to say that the citation is wrong."""
