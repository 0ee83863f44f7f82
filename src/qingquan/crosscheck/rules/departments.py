"""Which organ of the county is meant where a text names a department: 水行政主管部门 is 清泉县水利局.

Catalogues and towns write departments by function, by an older name or in short; where two organs fit, none is taken
and a person says which.
"""

import re
from collections.abc import Mapping, Sequence

PLACE = re.compile(
    r"^(?:中共)?(?:[一-鿿]{0,8}?(?:省|自治区|市(?![场政容管])|县|区|镇)(?:委(?!员会))?)?(?:各级|级以上|以上|地方|人民政府)*"
)
ENDING = re.compile(
    r"(?:行政)?(?:主管|监督管理|监管|管理)?(?:部门|机关|机构)$|(?:局|厅|委员会|委|办公室|办|大队|支队|中心|处|站|所)$"
)
# Former and short names, by the words that stand in the names of today's county organs.
ALSO = {
    "水": "水利",
    "水行政": "水利",
    "水务": "水利",
    "卫生": "卫生健康",
    "卫健": "卫生健康",
    "计划生育": "卫生健康",
    "建设": "住房和城乡建设",
    "住建": "住房和城乡建设",
    "住房城乡建设": "住房和城乡建设",
    "房产": "住房和城乡建设",
    "工商": "市场监督管理",
    "市场监管": "市场监督管理",
    "市场": "市场监督管理",
    "质量技术": "市场监督管理",
    "食品药品": "市场监督管理",
    "国土资源": "自然资源",
    "国土": "自然资源",
    "城乡规划": "自然资源",
    "规划": "自然资源",
    "农业": "农业农村",
    "畜牧": "农业农村",
    "渔业": "农业农村",
    "交通": "交通运输",
    "道路运输": "交通运输",
    "文化": "文化和旅游",
    "旅游": "文化和旅游",
    "文旅": "文化和旅游",
    "教育": "教育和体育",
    "体育": "教育和体育",
    "人力资源社会保障": "人力资源和社会保障",
    "人社": "人力资源和社会保障",
    "劳动保障": "人力资源和社会保障",
    "安全生产": "应急管理",
    "应急": "应急管理",
    "发展改革": "发展和改革",
    "发改": "发展和改革",
    "价格": "发展和改革",
    "林业和草原": "林业",
    "城管": "城市管理",
    "综合执法": "城市管理",
    "消防": "消防救援",
    "机构编制": "机构编制",
    "编": "机构编制",
    "政府": "办公室",
    "行政审批": "政务服务管理",
    "政务服务": "政务服务管理",
}


def function_of(name: str) -> str:
    """What a department does, by its name: 县级以上人民政府水行政主管部门 → 水利, 清泉县水利局 → 水利."""
    core = PLACE.sub("", re.sub(r"\s", "", name), count=1)
    short = ENDING.sub("", ENDING.sub("", core)) or core
    return ALSO.get(short, short)


def organ_meant(text: str, organs: Mapping[str, int]) -> int | None:
    """The key of the organ that a text means; `organs` gives the key by the organ's full name. None when unsure."""
    plain = re.sub(r"\s", "", text)
    if plain in organs:
        return organs[plain]
    wanted = function_of(plain)
    if len(wanted) < 2:
        return None
    return only([key for name, key in organs.items() if function_of(name) == wanted]) or only(
        [key for name, key in organs.items() if wanted in function_of(name) or function_of(name) in wanted]
    )


def only(found: Sequence[int]) -> int | None:
    """The one that was found; of several none can be taken."""
    return found[0] if len(found) == 1 else None
