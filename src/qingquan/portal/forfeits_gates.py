"""The only way for a page of the portal to get a matter outside the list: one's own, or opened with its code."""

from django.http import Http404, HttpRequest

from qingquan.forfeits.models import UnlistedMatter
from qingquan.portal import gates

SEEN_KEY = "unlisted"


def matter_for(request: HttpRequest, number: str) -> UnlistedMatter:
    """One's own matter, or one sent or opened in this session."""
    account = gates.applicant_account(request)
    related = ("item", "answer_item", "answer_organ")
    found = UnlistedMatter.objects.select_related(*related).filter(number=number).first()
    seen = number in request.session.get(SEEN_KEY, [])
    own = found is not None and account is not None and found.account_id == account.pk
    if found is None or not (seen or own):
        raise Http404
    return found


def opened(request: HttpRequest, matter: UnlistedMatter) -> None:
    """Remember for this session that the matter was sent here or opened with its code."""
    request.session[SEEN_KEY] = [*request.session.get(SEEN_KEY, [])[-19:], matter.number]
