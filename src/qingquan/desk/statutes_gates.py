"""The only way for a page of the law library to get its objects: everybody on the desk may read all but the imports."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from qingquan.desk import gates
from qingquan.people.models import Actor
from qingquan.statutes.models import Article, LawImport, Statute
from qingquan.statutes.reading import texts, titled
from qingquan.statutes.rules.authority import IMPORTERS


def statute_for(key: str) -> Statute:
    """The statute of this key."""
    statute = titled(key)
    if statute is None:
        raise Http404
    return statute


def texts_for(statute: Statute, slug: str) -> list[Article]:
    """All texts of an article, the oldest first; 404 for one the library does not have."""
    found = texts(statute, slug)
    if not found:
        raise Http404
    return found


def import_for(actor: Actor, pk: int) -> LawImport:
    """An import, for those who bring collections in."""
    gates.require(actor, *IMPORTERS)
    found = LawImport.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def day_asked(request: HttpRequest) -> date:
    """The day of the question; today for none or one that is no day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()
