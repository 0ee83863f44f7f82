"""Made-up lists for the tests: names as lists of powers have them, powers that share one thing or another."""

import random

from qingquan.matching.overlaps import Power


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


THINGS = words(
    "取水 河道采砂 林木采伐 建筑施工 道路旅客运输 食品生产 药品零售 医疗机构执业 烟花爆竹零售 危险化学品储存 "
    "户外广告设置 养老机构 民办学校 营业性演出 旅行社业务 印刷经营 出版物零售 渔业捕捞 水产苗种生产 兽药经营 生猪屠宰 "
    "城镇排水 瓶装燃气 集中供热 占用绿地 建筑垃圾 人防工程 消防设计 特种设备使用 计量标准器具 劳务派遣 律师执业 "
    "公证员任职 社会团体 宗教场所 文物保护工程 放射诊疗 饮用水卫生"
)
SCOPES = words("城镇 农村 园区 库区 景区 港口 车站 学校 民用 跨境 大型 小型 临时 外商投资 个体")
DOINGS = words("许可 审批 核准 备案 登记 资格认定 变更 延续 注销 补证 年度检查 验收 奖励 裁决 处罚")
PAPERS = words("申请书 营业执照 身份证明 平面图 评价报告 承诺书 资金证明 租赁合同 技术方案 会议纪要")
ORGANS = words("清泉县水利局 清泉县林业局 清泉县公安局 清泉县司法局 清泉县文化和旅游局 清河市水利局")
CONDITION = "申请人应当具有与{thing}相适应的场所、人员和资金，有健全的管理制度，三年内没有{doing}方面的违法记录。"


def many_names(count: int, lots: random.Random) -> list[tuple[str, str]]:
    """So many different names, each with the frame it stands in."""
    names: dict[tuple[str, str], None] = {}
    while len(names) < count:
        scope = lots.choice(SCOPES)
        frame = lots.choice(("{}", "{}", f"{{}}（{scope}）", f"对{scope}{{}}"))
        names[(frame, f"{lots.choice(SCOPES)}{lots.choice(THINGS)}{lots.choice(DOINGS)}")] = None
    return list(names)


def whole(made: tuple[str, str]) -> str:
    """A name in its frame."""
    return made[0].replace("{}", made[1])


def many_powers(count: int, lots: random.Random) -> list[Power]:
    """So many powers, of few things, so that many are alike in one component or in all."""
    return [_power(str(number), lots) for number in range(count)]


def _power(code: str, lots: random.Random) -> Power:
    thing, doing = lots.choice(THINGS[:12]), lots.choice(DOINGS[:9])
    name = lots.choice(("{}{}", "{}的{}", "{}{}(首次申请)", "{}{}（省级发证）", "{}甲{}")).format(thing, doing)
    return Power(
        code,
        lots.choice((name, name, "政策咨询", name[1:] + name[:1])),
        organ=lots.choice(ORGANS),
        power_type=lots.choice(("行政许可", "行政许可", "其他行政权力", "")),
        articles=tuple(lots.sample(["《水法》第48条", "《森林法》第57条", "《行政许可法》第12条"], lots.randrange(3))),
        materials=tuple(lots.sample(PAPERS[:5], lots.randrange(5))),
        service_objects=tuple(lots.sample(["自然人", "企业法人"], lots.randrange(3))),
        themes=tuple(lots.sample(["设立变更", "准营准办"], lots.randrange(2))),
        conditions=lots.choice(("", "无", CONDITION.format(thing=thing, doing=doing), CONDITION)),
        days=lots.choice(("20工作日", "30工作日", "")),
    )
