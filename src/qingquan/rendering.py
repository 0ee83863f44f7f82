"""How our Jinja2 templates see the world: links, dates, money, the words of the page's language."""

from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.templatetags import static as static_files
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import json_script
from jinja2 import Environment, StrictUndefined

from qingquan.languages import say, say_number
from qingquan.people.rules import mask_id, mask_name, mask_phone
from qingquan.places.county import county_face

WEEKDAYS = "一二三四五六日"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """2026年3月13日; a dash for nothing."""
    if value is None:
        return "—"
    value = _local(value)
    if translation.get_language() == "en":
        return f"{value:%-d %B %Y}"
    return f"{value.year}年{value.month}月{value.day}日"


def short_day(value: date | datetime | None) -> str:
    """3月13日."""
    if value is None:
        return "—"
    value = _local(value)
    return f"{value:%-d %b}" if translation.get_language() == "en" else f"{value.month}月{value.day}日"


def weekday(value: date | datetime) -> str:
    """星期五."""
    value = _local(value)
    return f"{value:%A}" if translation.get_language() == "en" else f"星期{WEEKDAYS[value.weekday()]}"


def moment(value: datetime | None) -> str:
    """2026年3月13日 09:05."""
    return "—" if value is None else f"{day(value)} {timezone.localtime(value):%H:%M}"


def yuan(fen: int) -> str:
    """Integer fen as yuan: 1,234.50元."""
    return f"{fen // 100:,}.{fen % 100:02d}元"


def size(number: int) -> str:
    """Bytes as people read them: 830 KB, 1.2 MB."""
    return f"{number / 1_048_576:.1f} MB" if number >= 1_048_576 else f"{max(number // 1024, 1)} KB"


@lru_cache(maxsize=500)
def static(path: str) -> str:
    """The address of one of our files, with the digest of its content; asked for some thirty times a page."""
    return str(static_files.static(path))


def url(name: str, **kwargs: object) -> str:
    """A page's address by its name."""
    return reverse(name, kwargs=kwargs or None)


def environment(**options: object) -> Environment:
    """The environment Django's Jinja2 backend uses; an unknown name on a page is a defect, never an empty space."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # type: ignore[arg-type]
    made.install_gettext_callables(say, say_number, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "url": url, "public_url": settings.PUBLIC_URL}
    made.filters |= {
        "day": day,
        "short_day": short_day,
        "weekday": weekday,
        "moment": moment,
        "yuan": yuan,
        "say": say,
        "json_script": json_script,
        "size": size,
        "mask_id": mask_id,
        "mask_phone": mask_phone,
        "mask_name": mask_name,
    }
    return made


def shared(request: HttpRequest) -> dict[str, object]:
    """What every page may use."""
    return {
        "language": translation.get_language(),
        "flashes": messages.get_messages(request),
        "big": request.COOKIES.get("big") == "1",
        "today": timezone.localdate(),
        "county": county_face(),
    }
