"""What is asked for and what is given out, over all items in force, for the rule that holds them together."""

from datetime import date

from qingquan.catalogue.models import ItemVersion, Material, Result
from qingquan.catalogue.words import MaterialSource
from qingquan.leaner.rules.held import Asked, Finding, Issued, findings


def issued(today: date) -> list[Issued]:
    """Named results of every item in force."""
    rows = Result.objects.filter(version__in=ItemVersion.objects.in_force(today)).exclude(name="")
    kept = rows.values_list("version__item__code", "version__name", "version__item__organ__name", "name")
    return [Issued(code, item, organ or "", name) for code, item, organ, name in kept]


def asked(today: date, code: str = "") -> list[Asked]:
    """Materials of every item in force, or of one."""
    rows = Material.objects.filter(version__in=ItemVersion.objects.in_force(today)).order_by(
        "version__item__organ__seq", "version__item__code", "position"
    )
    if code:
        rows = rows.filter(version__item__code=code)
    kept = rows.values_list("version__item__code", "version__name", "version__item__organ__name", "name", "source")
    government = MaterialSource.GOVERNMENT.value
    return [
        Asked(item, named, organ or "", name, government=source == government)
        for item, named, organ, name, source in kept
    ]


def found(today: date, code: str = "") -> list[Finding]:
    """Materials that need not be asked for."""
    return list(findings(asked(today, code), issued(today)))
