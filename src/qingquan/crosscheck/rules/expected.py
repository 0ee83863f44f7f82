"""Powers that an article gives to county departments, read from its words: candidates for a person to keep or drop.

Statutes write powers in a few turns of phrase: a conduct, 由县级以上人民政府某部门 and a sanction; 应当经某部门批准;
向某部门申请领取某证. What is read here is only where to look: nothing becomes an expected power by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qingquan.catalogue.words import PowerType

DEPARTMENT = (
    r"(?:设区的市级、|省级、)?县级(?:以上)?(?:地方)?(?:各级)?(?:人民政府)?"
    r"(?P<department>[一-鿿、]{2,24}?(?:部门|机构|机关))"
)
SENTENCE = re.compile(r"[^。；\n]+")
CONDUCT = re.compile(rf"^(?P<conduct>.+?的)[，,]?(?:由|依法由){DEPARTMENT}(?P<then>.*)$")
SANCTION = re.compile(r"罚款|没收|吊销|暂扣|警告|责令停产停业|责令停业|通报批评|降低资质|拘留")
COERCION = re.compile(r"查封|扣押|冻结|强行拆除|强制拆除|代为(?:治理|清除|恢复|补种|处置)|加处")
APPROVED = re.compile(
    rf"(?P<object>[^，,]+)[，,](?:应当|必须|须)(?:依法)?(?:报|报经|经){DEPARTMENT}[^，,]{{0,12}}?(?:批准|许可|审批|审核同意)"
)
APPLIED = re.compile(
    rf"向[^，,。]{{0,10}}?{DEPARTMENT}[^。]{{0,30}}?申请(?:领取|办理|取得|核发)?(?P<paper>[一-鿿]{{2,20}}?(?:许可证|证书|登记证|合格证|执照))"
)
INSPECTED = re.compile(rf"{DEPARTMENT}[^。]{{0,40}}?(?:监督检查|现场检查)")
AGAINST = re.compile(r"^(?:有下列|违反)|本(?:法|条例|办法|规定)第[〇零一二三四五六七八九十百]+条")
OPENING = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|违反本(?:法|条例|办法|规定)(?:的)?(?:规定)?[，,]?)")
WITHIN = re.compile(r"违反(?:本|前款|前条)(?:法|条例|办法|规定)?(?:的)?规定[，,]?")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an article seems to give: a name as catalogues would write it, its type, whose it is, the article."""

    name: str
    power_type: PowerType
    department: str
    basis: str


def candidates(statute: str, place: str, text: str) -> tuple[Candidate, ...]:
    """The powers one article seems to give to county departments, each once. `statute` is the short title."""
    basis = f"《{statute}》{place}"
    found = (each for sentence in SENTENCE.findall(text) for each in of_sentence(sentence.strip(), statute, basis))
    return tuple({(each.name, each.power_type): each for each in found}.values())


def of_sentence(sentence: str, statute: str, basis: str) -> Iterator[Candidate]:
    """The powers in one sentence."""
    if told := CONDUCT.match(sentence):
        department, then = told["department"], told["then"]
        conduct = plain_conduct(told["conduct"], basis)
        if SANCTION.search(then):
            yield Candidate(f"对{conduct}的处罚", PowerType.PENALTY, department, basis)
        if measure := COERCION.search(then):
            yield Candidate(f"对{conduct}的{measure.group()}", PowerType.COERCION, department, basis)
        return
    if told := APPLIED.search(sentence):
        yield Candidate(f"{told['paper']}核发", PowerType.LICENCE, told["department"], basis)
    elif told := APPROVED.search(sentence):
        yield Candidate(
            f"{clipped(told['object'].removesuffix('的'))}审批", PowerType.LICENCE, told["department"], basis
        )
    elif told := INSPECTED.search(sentence):
        yield Candidate(f"《{statute}》执行情况的监督检查", PowerType.INSPECTION, told["department"], basis)


def plain_conduct(conduct: str, basis: str) -> str:
    """The conduct without 违反本法规定 before it; one that only points elsewhere is named by its article."""
    bare = WITHIN.sub("", OPENING.sub("", conduct.removesuffix("的"))).strip("，, ")
    if not bare or "下列" in bare or AGAINST.search(bare):
        return f"违反{basis}规定行为"
    return clipped(bare)


def clipped(words: str) -> str:
    """Short enough for a name."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}……"
