"""Every row of every sheet checked before anything is entered: forms of cells, repetitions, and what refers to what.

A row that is wrong still brings its name when that can be read, so that one mistake is told once and not again by
every row that refers to it.
"""

from functools import partial

from qingquan.desk.setup_sheets import columns, values
from qingquan.desk.setup_sheets.facts import (
    CountyFacts,
    DivisionFacts,
    HallFacts,
    HoldingFacts,
    OfficeFacts,
    OrganFacts,
    PersonFacts,
    PostFacts,
    TenureFacts,
    WindowFacts,
)
from qingquan.desk.setup_sheets.files import Book
from qingquan.desk.setup_sheets.known import Known
from qingquan.desk.setup_sheets.problems import Problem, Wrong
from qingquan.desk.setup_sheets.rows import Once, rows_of
from qingquan.places.rules import check_window
from qingquan.places.words import HallLevel, Role, SubjectNature, WindowKind

LEVELS = {
    **dict.fromkeys(("县", "县级", "县中心"), HallLevel.COUNTY),
    **dict.fromkeys(("镇", "乡", "街道", "镇级", "便民服务中心"), HallLevel.TOWN),
    **dict.fromkeys(("村", "社区", "村级", "便民服务站"), HallLevel.VILLAGE),
}


def check(book: Book, known: Known) -> tuple[CountyFacts, list[Problem]]:
    """What the sheets say, and everything that is wrong with them. `known` learns the names they bring."""
    facts, problems = CountyFacts(), list(book.problems)
    for read in (_divisions, _organs, _offices, _posts, _people, _tenures, _halls, _windows, _holdings):
        read(book, known, facts, problems)
    return facts, problems


def _divisions(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("区划代码")
    for row in rows_of(book, columns.DIVISIONS, problems):
        code, name = row.take("区划代码", values.region), row.take("名称", values.name(60))
        once.check(row, code)
        if row.sound and not code.startswith(known.county[:6]):
            row.wrong("区划代码", f"{code}不在本县（{known.county[:6]}）", "请核对前六位")
        if code:
            known.divisions.setdefault(code, name or code)
        if row.sound:
            facts.divisions.append(DivisionFacts(line=row.line.number, code=code, name=name))
    # Parents may stand below their villages, so they are looked for when all are known.
    for each in facts.divisions:
        parent = each.code[:9] + "000"
        if parent not in known.divisions:
            what = f"{each.name}的上级{parent}没有列出"
            problems.append(Problem("区划", each.line, "区划代码", what, "请补一行上级"))


def _organs(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = {name: Once(name) for name in ("统一社会信用代码", "机关名称", "文号简称", "机构序号")}
    # An organ already there gives up its number and short name only to itself.
    taken = dict(known.organs)
    for row in rows_of(book, columns.ORGANS, problems):
        found = OrganFacts(
            line=row.line.number,
            uscc=row.take("统一社会信用代码", values.uscc),
            name=row.take("机关名称", values.name(100)),
            short_name=row.take("文号简称", values.name(12)),
            seq=row.take("机构序号", values.sequence),
            division=row.take("所在区划", known.division, known.county),
            nature=row.take("主体性质", values.choice(SubjectNature), SubjectNature.STATUTORY),
            vertical=row.take("垂直管理", values.yes),
            address=row.take("地址", values.text(200)),
            phone=row.take("电话", values.phone),
        )
        named = (found.uscc, found.name, found.short_name, found.seq)
        for each, value in zip(once.values(), named, strict=True):
            if value:
                each.check(row, value)
                if value != found.uscc and taken.get(value, found.uscc) != found.uscc:
                    row.wrong(each.column, f"“{value}”已由另一个机关使用", "请换一个")
        known.add_organ(found.uscc or found.name, *filter(None, named))
        if row.sound:
            facts.organs.append(found)


def _offices(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once, unit = Once("内设机构名称"), Once("行政审批机构")
    for row in rows_of(book, columns.OFFICES, problems):
        found = OfficeFacts(
            line=row.line.number,
            organ=row.take("机关", known.organ),
            name=row.take("内设机构名称", values.name(60)),
            approval_unit=row.take("行政审批机构", values.yes),
        )
        once.check(row, (found.organ, found.name))
        if found.approval_unit:
            unit.check(row, found.organ)
        known.offices.add((found.organ, found.name))
        if row.sound:
            facts.offices.append(found)


def _posts(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("岗位代码")
    for row in rows_of(book, columns.POSTS, problems):
        found = PostFacts(
            line=row.line.number,
            code=row.take("岗位代码", values.post_code),
            organ=row.take("机关", known.organ),
            name=row.take("岗位名称", values.name(60)),
            role=row.take("角色", values.choice(Role)),
            office=row.take("内设机构", values.name(60)),
            duties=row.take("岗位职责", values.text(2000)),
        )
        once.check(row, found.code)
        if found.office and found.organ and (found.organ, found.office) not in known.offices:
            row.wrong("内设机构", f"这个机关没有内设机构“{found.office}”", "请先在“内设机构”表里列出")
        if found.code:
            known.posts.setdefault(found.code, found.organ or "")
        if row.sound:
            facts.posts.append(found)


def _people(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("用户名")
    for row in rows_of(book, columns.PEOPLE, problems):
        found = PersonFacts(
            line=row.line.number,
            username=row.take("用户名", values.username),
            name=row.take("姓名", values.name(60)),
        )
        once.check(row, found.username)
        if found.username:
            known.officials.add(found.username)
        if row.sound:
            facts.people.append(found)


def _post(known: Known, cell: str) -> str:
    """The code of a post that is there."""
    code = values.post_code(cell)
    if code not in known.posts:
        raise Wrong(f"没有岗位“{code}”", "请先在“岗位”表里列出，或者核对代码")
    return code


def _official(known: Known, cell: str) -> str:
    """The user name of an official who is there."""
    username = values.username(cell)
    if username not in known.officials:
        raise Wrong(f"没有工作人员“{username}”", "请先在“人员”表里列出，或者核对用户名")
    return username


def _tenures(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("岗位代码")
    for row in rows_of(book, columns.TENURES, problems):
        found = TenureFacts(
            line=row.line.number,
            username=row.take("用户名", partial(_official, known)),
            post=row.take("岗位代码", partial(_post, known)),
            from_on=row.take("到岗日期", values.day),
        )
        once.check(row, (found.username, found.post))
        if row.sound:
            facts.tenures.append(found)


def _halls(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("大厅名称")
    for row in rows_of(book, columns.HALLS, problems):
        found = HallFacts(
            line=row.line.number,
            name=row.take("大厅名称", values.name(80)),
            level=row.take("级别", values.choice(HallLevel, LEVELS)),
            division=row.take("区划", known.division),
            address=row.take("地址", values.text(200)),
            hours=row.take("办公时间", values.text(200)),
            phone=row.take("电话", values.phone),
        )
        once.check(row, found.name)
        known.halls.add(found.name)
        if row.sound:
            facts.halls.append(found)


def _windows(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("窗口号")

    def hall(cell: str) -> str:
        named = values.name(80)(cell)
        if named and named not in known.halls:
            raise Wrong(f"没有大厅“{named}”", "请先在“大厅”表里列出，或者核对名称")
        return named

    def posts(cell: str) -> tuple[str, ...]:
        return tuple(_post(known, code) for code in values.codes(cell))

    for row in rows_of(book, columns.WINDOWS, problems):
        found = WindowFacts(
            line=row.line.number,
            hall=row.take("大厅", hall),
            number=row.take("窗口号", values.window_number),
            name=row.take("窗口名称", values.name(60)),
            kind=row.take("类型", values.choice(WindowKind)),
            organ=row.take("进驻机关", known.organ, ""),
            posts=row.take("窗口岗位", posts),
        )
        once.check(row, (found.hall, found.number))
        if row.sound:
            row.ask("进驻机关", partial(check_window, found.kind, names_organ=bool(found.organ)))
        if row.sound:
            facts.windows.append(found)


def _holdings(book: Book, known: Known, facts: CountyFacts, problems: list[Problem]) -> None:
    once = Once("岗位代码")

    def item(cell: str) -> str:
        code = values.whole_code(cell)
        if code not in known.items:
            raise Wrong(f"权力清单里没有“{code[:40]}”", "请先导入清单（import catalogue），或者核对编码")
        return code

    for row in rows_of(book, columns.HOLDINGS, problems):
        found = HoldingFacts(
            line=row.line.number,
            item=row.take("事项编码", item),
            post=row.take("岗位代码", partial(_post, known)),
            from_on=row.take("自何日起", values.day),
        )
        once.check(row, (found.item, found.post))
        if row.sound and known.items[found.item] != known.posts[found.post]:
            row.wrong("岗位代码", "岗位和事项不属于同一个机关", "请改用事项所属机关的岗位")
        if row.sound:
            facts.holdings.append(found)
