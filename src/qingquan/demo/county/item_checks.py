"""What must hold of every item: citations that exist, promises within the law, posts for every stage, sound forms."""

import re
from collections.abc import Iterator
from dataclasses import fields

from qingquan.demo.county import citations
from qingquan.demo.county.form_checks import form_problems
from qingquan.demo.county.powers import Item, Limit, Promise, Statute
from qingquan.demo.county.whole import County

CATCH_ALL = re.compile(r"其他.*材料|等相关材料|其它.*材料")
TYPES = frozenset({"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"})
SERVICE_OBJECTS = frozenset("123456")
MOST_REVIEWS = 2
LEAST_WORKING_DAYS = {"WD": 1, "CD": 7 / 13, "M": 15}
"""Working days that a day or month surely holds, for setting a promise in working days against other limits."""
LIFE_EVENTS = {
    *("出生", "上学", "就业", "失业", "结婚", "购房", "困难救助", "退休养老"),
    *("开办企业", "经营准入", "工程建设", "办理用水用电"),
}


def item_problems(county: County) -> Iterator[str]:
    """Every fault of every item, with the item's key before it."""
    statutes = {statute.short: statute for statute in county.statutes}
    for item in county.items:
        for found in (*identity(item), *sources(item, statutes), *handling(county, item)):
            yield f"事项 {item.key}：{found}"


def identity(item: Item) -> Iterator[str]:
    """Codes and lists of codes."""
    if not re.fullmatch(r"00\d{10}", item.base_code) or item.base_code[2:4] != item.power_type:
        yield f"基本编码 {item.base_code} 应为 12 位，第 3、4 位为事项类型 {item.power_type}。"
    if item.power_type not in TYPES or not SERVICE_OBJECTS >= set(item.service_objects) > set():
        yield "事项类型或者服务对象不在代码表中。"
    if not any(basis.role == "sets_up" for basis in item.bases):
        yield "没有设定依据。"
    for day in {basis.statute.in_force for basis in item.bases}:
        if day is None:
            continue
        if item.published_from is None or day > item.published_from:
            yield f"所依据的法律 {day} 才施行，事项应写明不早于这一天公布。"
    if len({basis.cite for basis in item.bases}) != len(item.bases):
        yield "同一依据列了两次。"


def sources(item: Item, statutes: dict[str, Statute]) -> Iterator[str]:
    """Every provision named anywhere in the item is kept with its text and has that paragraph and item."""
    cited = {each for text in texts(item) for each in citations.every(text)}
    for citation in sorted(cited, key=str):
        statute = statutes.get(citation.statute)
        article = statute.articles.get(citation.article) if statute else None
        wrong = citations.misplaced(citation, article) if article else "statutes.toml 中没有这一条"
        if wrong:
            yield f"《{citation.statute}》{citation.place}：{wrong}。"
    for label, text in required_citations(item):
        if not citations.CITATION.match(text):
            yield f"{label}没有写明依据的条款。"


def required_citations(item: Item) -> Iterator[tuple[str, str]]:
    """Elements that may not go without an article."""
    yield from ((f"材料“{each.name}”", each.basis) for each in item.materials)
    yield from ((f"收费“{each.name}”", each.cite) for each in item.fees)
    yield from ((f"特别程序“{each.name}”", each.cite) for each in item.special_procedures)
    if item.legal:
        yield "法定办结时限", item.legal.cite
    if item.refuse_conditions:
        yield "不予许可情形", item.refuse_cite


def texts(value: object) -> Iterator[str]:
    """Every text in the item, however deep, but the texts of the articles themselves."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "cite") and hasattr(value, "statute"):
        yield str(value.cite)
    elif hasattr(value, "__dataclass_fields__"):
        for place in fields(value):  # type: ignore[arg-type]
            yield from texts(getattr(value, place.name))


def handling(county: County, item: Item) -> Iterator[str]:
    """What people may apply for states everything it takes; what begins ex officio states nothing of it."""
    if not item.on_application:
        if item.stages or item.form or item.materials:
            yield "依职权事项不应有申请材料、申请表和办理流程。"
        return
    for name in ("case_kind", "accept_conditions", "approve_conditions", "materials", "results", "stages", "form"):
        if not getattr(item, name):
            yield f"没有 {name}。"
    if item.power_type == "01" and not item.refuse_conditions:
        yield "行政许可没有不予许可情形。"
    if item.online_depth is None or item.visits_max is None or (item.visits_max and not item.visits_note):
        yield "没有网办深度、到场次数，或者需要到场而没有理由。"
    if unknown := set(item.life_events) - LIFE_EVENTS:
        yield f"不认识的生活事件：{'、'.join(unknown)}。"
    if item.legal is None or item.promise is None:
        yield "没有法定时限或者承诺时限。"
    else:
        yield from limits(item, item.legal, item.promise)
    yield from procedure(county, item)
    yield from materials(item)
    yield from form_problems(item)


def limits(item: Item, legal: Limit, promise: Promise) -> Iterator[str]:
    """The promise is within the law and at least three tenths below what was promised before."""
    if promise.unit != "WD" or promise.days > legal.days * LEAST_WORKING_DAYS[legal.unit]:
        yield f"承诺 {promise.days} {promise.unit} 不在法定 {legal.days} {legal.unit} 之内。"
    if item.case_kind == "committed" and (promise.previous is None or promise.days > promise.previous * 7 // 10):
        yield f"承诺 {promise.days} 比原承诺 {promise.previous} 压缩不足三成。"
    if item.case_kind == "instant" and (promise.days or item.special_procedures or item.review_levels):
        yield "即办件应当场办结，不得有特别程序和多级审查。"


def procedure(county: County, item: Item) -> Iterator[str]:
    """Every stage has a post, reviews are few, days stay within the promise, and the item can be handed in."""
    organ = county.organ(item.organ)
    for role in {stage.post for stage in item.stages} | set(item.holders):
        posts = {post.code for post in organ.posts_of(role)}
        if not posts or item.holders.get(role, next(iter(posts))) not in posts:
            yield f"{organ.name}没有承办本事项的 {role} 岗位。"
    if item.review_levels > MOST_REVIEWS:
        yield f"审查层级 {item.review_levels} 级，多于 {MOST_REVIEWS} 级。"
    total = sum(stage.working_days for stage in item.stages if not stage.beside)
    if item.promise and total > item.promise.days:
        yield f"各环节合计 {total} 个工作日，多于承诺 {item.promise.days} 个。"
    if not county.windows_of(item):
        yield "县政务服务中心没有收件窗口。"
    if set(item.joint_organs) - {each.key for each in county.organs}:
        yield "联办机关不存在。"


def materials(item: Item) -> Iterator[str]:
    """Names are particular and unlike, what the government issued names the issuer, conditions are answerable."""
    names = [each.name for each in item.materials]
    if len(set(names)) != len(names):
        yield "材料名称重复。"
    answers = {scenario.key: set(scenario.options) for scenario in item.scenarios}
    for each in item.materials:
        if CATCH_ALL.search(each.name):
            yield f"材料“{each.name}”是兜底条款。"
        if (each.source in {"government", "intermediary"}) != bool(each.issuer):
            yield f"材料“{each.name}”的来源和出具机构不相符。"
        for key, value in each.when.items():
            if not {*(value if isinstance(value, tuple) else (value,))} <= answers.get(key, set()):
                yield f"材料“{each.name}”的适用情形 {key} 不是所问的回答。"
    for scenario in item.scenarios:
        if not any(scenario.key in each.when for each in item.materials):
            yield f"情形“{scenario.question}”不影响任何材料。"
