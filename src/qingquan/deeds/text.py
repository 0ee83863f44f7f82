"""What each deed says, put together from its facts; nothing is stored here."""

from collections.abc import Iterable, Sequence
from datetime import date

from qingquan.deeds.rules.conditions import NEVER_AT_THE_WINDOW
from qingquan.deeds.words import Action, Ground
from qingquan.papers.printing import in_chinese
from qingquan.papers.sheets import Block, Sheet

FOOT = ("本文书已在政务服务网公布，扫码可以核对原文。",)


def clause(words: str) -> str:
    """What somebody wrote, as a part of a longer sentence: without the stop they put behind it."""
    return words.strip().rstrip("。；;.")


def period(first: date, last: date | None) -> str:
    """From a day to a day, in words."""
    return f"自{in_chinese(first)}起" + (f"至{in_chinese(last)}止" if last else "")


def devolution(
    *,
    organ: str,
    government: str,
    receiver: str,
    item: str,
    code: str,
    number: str,
    ground: Ground,
    basis: str,
    approval: str,
    staff: int,
    qualification: str,
    system: str,
    from_on: date,
    on: date,
    demo: bool,
) -> Sheet:
    """下放决定: the county government hands a power of one of its organs to a town."""
    blocks = (
        Block(f"经{government}批准（{approval}），现将{organ}行使的“{item}”（{code}）下放{receiver}行使。"),
        Block(heading="一、依据"),
        Block(f"{clause(basis)}（{ground.label}）。"),
        Block(heading="二、责任"),
        Block(
            f"{receiver}以自己的名义行使该项权力，并对行使的后果承担法律责任；{organ}不再受理、办理该事项，负责业务指导和监督。"
        ),
        Block(heading="三、承接能力"),
        Block(f"承办人员 {staff} 人；人员资格：{clause(qualification)}；办理系统和场所：{clause(system)}。"),
        Block(heading="四、生效和衔接"),
        Block(f"{period(from_on, None)}生效。生效之前{organ}已经受理的办件，由{organ}按原规定办结。"),
    )
    return Sheet(
        organ=government, number=number, title="行政权力事项下放决定", on=on, blocks=blocks, demo=demo, foot=FOOT
    )


def entrustment(
    *,
    organ: str,
    receiver: str,
    item: str,
    code: str,
    number: str,
    basis: str,
    matter: str,
    authority: str,
    from_on: date,
    until_on: date,
    publishes: str,
    on: date,
    demo: bool,
) -> Sheet:
    """委托书: its matter, authority and period, and that nothing is passed on. 《行政处罚法》第二十条。"""
    blocks = (
        Block(f"委托机关：{organ}"),
        Block(f"受委托机构：{receiver}"),
        Block(heading="一、委托的事项"),
        Block(f"“{item}”（{code}）：{matter}"),
        Block(heading="二、委托的权限"),
        Block(authority),
        Block(heading="三、委托的依据和期限"),
        Block(f"依据{clause(basis)}。委托期限{period(from_on, until_on)}。"),
        Block(heading="四、责任"),
        Block(
            f"受委托机构在委托范围内以{organ}的名义行使，不得再委托其他组织或者个人。"
            f"{organ}对受委托的行为负责监督，并对行为的后果承担法律责任。"
        ),
        Block(heading="五、公布"),
        Block("本委托书由委托机关在政务服务网公布" + (f"，受委托机构在{publishes}公布。" if publishes else "。")),
    )
    return Sheet(organ=organ, number=number, title="行政权力委托书", on=on, blocks=blocks, demo=demo, foot=FOOT)


def authorisation(
    *,
    organ: str,
    post: str,
    number: str,
    items: Sequence[tuple[str, str]],
    actions: Iterable[Action],
    seal: str,
    limits: str,
    from_on: date,
    until_on: date,
    on: date,
    demo: bool,
) -> Sheet:
    """窗口授权书: a mandate inside one organ."""
    may = "、".join(action.label for action in Action if action in set(actions))
    blocks = (
        Block(f"{organ}授权本机关{post}在政务服务窗口，以本机关名义办理下列事项。"),
        Block(heading="一、授权的事项"),
        Block(columns=("事项", "编码"), rows=tuple(items)),
        Block(heading="二、授权的环节和印章"),
        Block(f"授权环节：{clause(may)}。" + (f"使用“{seal}”。" if seal else "")),
        Block(heading="三、不在授权之内"),
        Block(limits or NEVER_AT_THE_WINDOW),
        Block(heading="四、期限和责任"),
        Block(
            f"授权期限{period(from_on, until_on)}。所作决定是本机关的决定，由本机关承担责任；"
            "首席代表对办理的合法、及时负责。"
        ),
    )
    return Sheet(organ=organ, number=number, title="窗口授权书", on=on, blocks=blocks, demo=demo, foot=FOOT)
