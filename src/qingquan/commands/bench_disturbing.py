"""Names of powers disturbed as real lists disturb them. Knows nothing of how names are compared.

A name may stand in a frame with a place. Places are neither misspelt nor shortened: another place's power is
another power, and no one could tell which of two was meant.
"""

import random
import re
from collections.abc import Callable

Disturb = Callable[[str, random.Random], str]

GIVING = ("核发", "颁发", "办理", "发放")
JUDGING = ("审批", "核准", "许可", "审核")
ABBREVIATED = (
    ("中华人民共和国", ""),
    ("危险化学品", "危化品"),
    ("环境影响评价", "环评"),
    ("律师事务所", "律所"),
    ("建设工程", "建工"),
    ("机动车驾驶证", "驾驶证"),
    ("高等学校", "高校"),
    ("社会保险", "社保"),
    ("医疗保险", "医保"),
    ("非物质文化遗产", "非遗"),
    ("特种设备", "特设"),
    ("人民政府", "政府"),
    ("有限责任公司", "有限公司"),
    ("专业技术人员", "专技人员"),
    ("义务教育阶段", "义教阶段"),
    ("最低生活保障", "低保"),
    ("残疾人", "残"),
    ("许可证", "证"),
    ("自治县", "县"),
    ("监督检查", "监管"),
)
# Remarks that say how far a name goes; other brackets tell powers apart.
REMARK = re.compile(r"[（(](?:含|包括|不含|指)[^（()）]*[)）]")
PHRASES = re.compile(r"[、，,；]")


def giving(name: str, lots: random.Random) -> str:
    """核发, 颁发, 办理 and their like exchanged, or one put in."""
    for word in lots.sample(GIVING, len(GIVING)):
        if word in name:
            return name.replace(word, lots.choice([other for other in GIVING if other != word]), 1)
    word = lots.choice(GIVING)
    return lots.choice((f"{word}{name}", f"{name}{word}"))


def judging(name: str, lots: random.Random) -> str:
    """审批 and its like left out where they stand, put in where they do not."""
    for word in lots.sample(JUDGING, len(JUDGING)):
        if word in name and len(name) > len(word) + 2:
            return name.replace(word, "", 1)
    return name + lots.choice(JUDGING)


def reordered(name: str, lots: random.Random) -> str:
    """Two phrases change places: parts of an enumeration, or the name's end and its beginning."""
    phrases = PHRASES.split(name)
    if len(phrases) > 1 and "(" not in name and "（" not in name:
        at = lots.randrange(len(phrases) - 1)
        phrases[at], phrases[at + 1] = phrases[at + 1], phrases[at]
        return "、".join(phrases)
    if len(name) < 6:
        return name
    at = lots.randrange(2, len(name) - 2)
    return name[at:] + name[:at]


def abbreviated(name: str, lots: random.Random) -> str:
    """A usual short form; where the name has none, a remark in brackets or some characters left out."""
    for long, short in lots.sample(ABBREVIATED, len(ABBREVIATED)):
        if long in name:
            return name.replace(long, short, 1)
    bare = REMARK.sub("", name)
    if bare != name and len(bare) > 5:
        return bare
    if len(name) < 10:
        return name
    at = lots.randrange(len(name) - 4)
    return name[: at + 1] + name[at + 2] + name[at + 4 :]


def widened(name: str, _: random.Random) -> str:
    """Full-width forms become half-width, and half-width ones full-width."""
    return "".join(_other_width(character) for character in name)


def misspelt(name: str, lots: random.Random) -> str:
    """One character replaced by another common one."""
    at = lots.randrange(len(name))
    return name[:at] + chr(lots.randrange(0x4E00, 0x9000)) + name[at + 1 :]


# Done to the power's own name, then to the whole of it with its frame.
WITHIN: tuple[Disturb, ...] = (giving, judging, abbreviated, misspelt)
AROUND: tuple[Disturb, ...] = (reordered, widened)
ALL = WITHIN + AROUND
BRACKET = re.compile(r"[（(]")


def in_main_name(disturb: Disturb) -> Disturb:
    """The same disturbance of the main name alone, with what stands in brackets behind it left as it is."""

    def changed(name: str, lots: random.Random) -> str:
        found = BRACKET.search(name)
        at = found.start() if found and found.start() > 1 else len(name)
        return disturb(name[:at], lots) + name[at:]

    return changed


def disturbed(frame: str, name: str, lots: random.Random, most: int = 2) -> str:
    """The name in its frame with one or more disturbances, at most so many; never as it was."""
    given = frame.replace("{}", name)
    while True:
        chosen = lots.sample([*WITHIN, *AROUND], lots.randint(1, most))
        inner = name
        for disturb in WITHIN:
            inner = disturb(inner, lots) if disturb in chosen else inner
        found = frame.replace("{}", inner)
        for disturb in AROUND:
            found = disturb(found, lots) if disturb in chosen else found
        if found != given:
            return found


def _other_width(character: str) -> str:
    code = ord(character)
    if 0x21 <= code <= 0x7E:
        return chr(code + 0xFEE0)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return character
