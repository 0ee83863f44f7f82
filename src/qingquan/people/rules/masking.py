"""What of a person's data may be seen in lists and in public (脱敏).

Defaults of this product where practice varies: phone 138****1234, first and last character of an
identity number, surname and two stars (《个人信息保护法》第五十一条).
"""

import re

SURNAMES = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 "
    "申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 "
    "宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五"
)
COMPOUND_SURNAMES = frozenset(SURNAMES.split())
# An identity number or a mobile number hidden in free text.
PERSONAL = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def mask_phone(text: str) -> str:
    """138****1234; of a landline the area code and the last four digits; a short number keeps its first two."""
    if found := re.fullmatch(r"([0-9]{3})[0-9]{4}([0-9]{4})", text):
        return f"{found[1]}****{found[2]}"
    if found := re.fullmatch(r"(0[0-9]{2,3}-?)?[0-9]{3,4}([0-9]{4})(转[0-9]+)?", text):
        return f"{found[1] or ''}****{found[2]}"
    return text[:2] + "*" * (len(text) - 2)


def mask_id(text: str) -> str:
    """The first and the last character; nothing at all of a number too short to hide."""
    if len(text) < 6:
        return "*" * len(text)
    return text[0] + "*" * (len(text) - 2) + text[-1]


def mask_name(text: str) -> str:
    """The surname and two stars, however long the name is, so that its length tells nothing."""
    name = text.strip()
    if not name:
        return ""
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[0]
    return f"{surname}**"


def scrubbed(text: str) -> str:
    """A text without personal numbers: what somebody typed in a hurry reaches neither public nor record."""
    return PERSONAL.sub(lambda found: "*" * len(found[0]), text)
