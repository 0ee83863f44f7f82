"""What stands around the fields on every page of the editor: the groups, and all that is wrong."""

from collections.abc import Sequence

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.problems import Problem
from qingquan.desk.catalogue_item import linked
from qingquan.desk.elements.groups import GROUPS, Group, group_of


def door_to(problem: Problem) -> str:
    """Group and field of a problem, as the button that saves and goes there names them."""
    group = group_of(problem.where)
    return f"{group}#{problem.where}" if group else ""


def frame(draft: ItemVersion, group: Group, problems: Sequence[Problem]) -> dict[str, object]:
    """What every page of the editor shows around its fields."""
    wrong = [group_of(problem.where) for problem in problems if problem.blocks]
    mine = [problem for problem in problems if group_of(problem.where) == group.key]
    return {
        "item": draft.item,
        "version": draft,
        "group": group,
        "groups": [(each, wrong.count(each.key)) for each in GROUPS],
        "own_problems": linked(mine, draft),
        "other_problems": [(problem, door_to(problem)) for problem in problems if problem not in mine],
        "blocking": sum(problem.blocks for problem in problems),
    }
