"""Pages of the law library."""

from qingquan.statutes.models import Statute
from tests.live.cast import OFFICIALS, WHO
from tests.live.page import Page

EVERYBODY = tuple(OFFICIALS)
ANYBODY = ("visitor", *WHO)
KEEPER = ("legal_office_reviewer",)
IMPORTERS = ("legal_office_reviewer", "system_admin")
KEY, NUMBER, REPEALED = "statute.key", "statute.article", "statute.repealed"

PAGES: tuple[Page, ...] = (
    Page("desk:statutes", EVERYBODY, drawn_for=KEEPER),
    Page("desk:statutes", EVERYBODY, query="?q=取水", drawn_for=("handler",)),
    Page(
        "desk:statutes_check",
        EVERYBODY,
        query="?text=《水法》第四十八条、《环境影响评价法》第十六条、《假法》第一条",
        drawn_for=KEEPER,
    ),
    Page("desk:statutes_new", KEEPER),
    Page("desk:statutes_import", IMPORTERS, drawn_for=KEEPER),
    Page("desk:statute", EVERYBODY, (KEY,), drawn_for=KEEPER),
    Page("desk:statute", EVERYBODY, (REPEALED,), drawn_for=("establishment_reviewer",)),
    Page("desk:statute_amend", KEEPER, (KEY,)),
    Page("desk:statute_repeal", KEEPER, (KEY,)),
    Page("desk:statute_describe", KEEPER, (KEY,)),
    Page("desk:statute_name", KEEPER, (KEY,)),
    Page("desk:statute_article", EVERYBODY, (KEY, NUMBER), drawn_for=KEEPER),
    Page("desk:statute_correct", KEEPER, (KEY, NUMBER)),
    Page("portal:statutes", ANYBODY, query="?q=水法第四十八条", drawn_for=("visitor",)),
    Page("portal:statute", ANYBODY, (REPEALED,), drawn_for=("visitor",)),
    Page("portal:statute_article", ANYBODY, (KEY, NUMBER), drawn_for=("visitor",)),
)
NOT_PAGES: dict[str, str] = {
    "desk:statutes_report": "演示县没有上传过文件；上传后的页面由流程测试看",
    "desk:statutes_report_file": "表格文件，不是网页",
}


def samples() -> dict[str, str]:
    """A statute with articles that items cite, and one of the ten that the code repealed."""
    whole = Statute.objects.get(key="水法")
    return {KEY: whole.key, NUMBER: whole.articles.order_by("number")[0].slug, REPEALED: "环境影响评价法"}
