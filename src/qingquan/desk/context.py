"""What stands in the head of every page of the desk: who is signed in, from which post, what waits."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from qingquan.cases.models import Step
from qingquan.desk import gates


def official(request: HttpRequest) -> dict[str, object]:
    """The signed-in official for the desk's layout; nothing for other pages."""
    if not request.path.startswith("/desk/"):
        return {}
    try:
        actor, posts = gates.actor_of(request), gates.posts_held(request)
    except Http404:
        return {}
    assert actor.post is not None
    waiting = Step.objects.filter(post=actor.post, done_at__isnull=True).count()
    switch = reverse("desk:post")
    others = [(f"{post.organ.name} {post.name}", f"{switch}?to={post.pk}") for post in posts if post != actor.post]
    return {
        "actor": actor,
        "official": {
            "name": actor.name,
            "post": actor.post.name,
            "organ": actor.post.organ.name,
            "tasks": waiting,
            "cards": 0,
            "other_posts": others,
        },
    }
