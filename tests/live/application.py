"""One application for 取水许可, as a farmer fills it in."""

from io import BytesIO

from PIL import Image

ITEM = "取水许可"
CIRCUMSTANCES = {"取水用于做什么？": "农业灌溉取水", "以谁的名义申请？": "个人"}
TYPED = {
    "water_kind": "地表水",
    "water_source": "柳河大堰村段右岸",
    "yearly_volume": "1.2",
    "use": "农业灌溉",
    "start_on": "2027-03-01",
    "years": "5",
    "metering": "水泵提水，管道式电磁流量计计量",
    "saving": "采用滴灌，渠道防渗。",
    "outfall": "不退水。",
    "contact": "19900001000",
}
MATERIALS = ("取水许可申请书", "与第三者利害关系的相关说明")


def scan() -> bytes:
    """A scanned sheet."""
    sheet = BytesIO()
    Image.new("RGB", (300, 420), "white").save(sheet, "PNG")
    return sheet.getvalue()
