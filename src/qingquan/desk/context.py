"""What stands in the head of every page of the desk: who is signed in, from which post, what waits."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from qingquan.desk import gates, queue
from qingquan.desk.cards import waiting_cards
from qingquan.desk.review_gates import expert_of

TALLY_KEPT = "desk_tally"


def official(request: HttpRequest) -> dict[str, object]:
    """The signed-in official for the desk's layout, or the expert who holds no post; nothing for other pages."""
    if not request.path.startswith("/desk/"):
        return {}
    try:
        if not gates.posts_held(request):
            return {"guest": expert_of(gates.account_of(request))}
        actor, posts = gates.actor_of(request), gates.posts_held(request)
    except Http404:
        return {}
    assert actor.post is not None
    counted = tally_of(request)
    switch = reverse("desk:post")
    others = [(f"{post.organ.name} {post.name}", f"{switch}?to={post.pk}") for post in posts if post != actor.post]
    return {
        "actor": actor,
        "official": {
            "name": actor.name,
            "post": actor.post.name,
            "organ": actor.post.organ.name,
            "tasks": f"{counted.mine}+" if counted.more else counted.mine,
            "cards": waiting_cards(actor),
            "other_posts": others,
        },
    }


def tally_of(request: HttpRequest) -> queue.Tally:
    """What waits at the post one acts from; counted once for a request."""
    counted: queue.Tally | None = getattr(request, TALLY_KEPT, None)
    if counted is None:
        post = gates.actor_of(request).post
        assert post is not None
        counted = queue.tally(post, timezone.localdate())
        setattr(request, TALLY_KEPT, counted)
    return counted
