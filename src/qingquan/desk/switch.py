"""From which of one's posts one acts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingquan.desk import gates
from qingquan.desk.door import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Choose the post; it holds until signing out or choosing another."""
    actor, posts = gates.actor_of(request), gates.posts_held(request)
    if request.method != "POST":
        asked = request.GET.get("to", "")
        chosen = next((str(held.pk) for held in posts if str(held.pk) == asked), str(actor.post_id))
        return render(request, "desk/post.html", {"posts": posts, "chosen": chosen})
    wanted = next((held for held in posts if str(held.pk) == request.POST.get("to")), None)
    if wanted is None:
        raise Http404
    request.session[gates.POST_KEY] = wanted.pk
    messages.success(request, f"现在您以{wanted.organ.name}{wanted.name}的岗位办理。")
    return see_other("desk:tasks")
