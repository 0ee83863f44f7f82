"""The statement as a paper in official layout."""

from datetime import date

from qingquan.duties.models import DutyStatement
from qingquan.papers.sheets import Block, Sheet

UNWRITTEN = "（未填写）"


def sheet(statement: DutyStatement, *, on: date, demo: bool) -> Sheet:
    """岗位责任说明书 of one version."""
    post, derived = statement.post, statement.duties()
    office = f"（{post.office.name}）" if post.office else ""
    blocks = [
        Block(f"岗位：{post.name}{office}；角色：{post.get_role_display()}。"),
        Block(heading="一、办理的事项、环节和时限"),
    ]
    if derived.lines:
        rows = tuple((line.item, line.step, line.kind, line.limit) for line in derived.lines)
        blocks.append(Block(columns=("事项", "环节", "类别", "时限"), rows=rows))
    else:
        blocks.append(Block("本岗位不直接办理权力事项。"))
    blocks += [Block(f"{place}. {said}") for place, said in enumerate(derived.besides, 1)]
    blocks.append(Block(heading="二、权限边界"))
    bounds = [Block(bound.says + (f"（{bound.cite}）" if bound.cite else "")) for bound in derived.bounds]
    blocks += bounds or [Block("无。")]
    blocks += [
        Block(heading="三、签发的文书"),
        Block("、".join(derived.papers) or "无。"),
        Block(heading="四、任职条件"),
        Block(statement.qualifications or UNWRITTEN),
        Block(heading="五、廉政风险点和防控措施"),
        Block(statement.risks or UNWRITTEN),
        Block(heading="六、责任追究"),
        Block(statement.accountability or UNWRITTEN),
    ]
    if statement.remark:
        blocks += [Block(heading="七、其他说明"), Block(statement.remark)]
    return Sheet(
        organ=post.organ.name,
        number=f"第{statement.number}版",
        title="岗位责任说明书",
        on=on,
        blocks=tuple(blocks),
        sealed=statement.published_at is not None,
        demo=demo,
    )
