"""The legal office's pages of the law library: gate, form, act, answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.desk import gates, statutes_gates
from qingquan.desk.door import see_other
from qingquan.desk.statutes_forms import Amending, Correcting, Description, Entering, Naming, Repealing
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.statutes import acts
from qingquan.statutes.models import Statute
from qingquan.statutes.reading import applies
from qingquan.statutes.rules.authority import KEEPERS

Doing = Callable[[dict[str, Any]], tuple[str, tuple[str, ...]]]
FORMS = ("GET", "HEAD", "POST")


def keeper(request: HttpRequest) -> Actor:
    """The legal office, which keeps the library."""
    return gates.require(gates.actor_of(request), *KEEPERS)


def done_with(request: HttpRequest, form: forms.Form, page: dict[str, Any], do: Doing) -> HttpResponse:
    """The rest of such a page: what `do` did is told on the next page; a refusal or a wrong field stays here.

    `do` is given the cleaned fields and returns what to tell and the arguments of the page to look at.
    """
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            told, where = do(form.cleaned_data)
        except Refused as no:
            refused, status = no, 409
        else:
            messages.success(request, told)
            return see_other(*where)
    elif request.method == "POST":
        status = 422
    errors = [(name, " ".join(str(each) for each in told)) for name, told in form.errors.items()]
    context = {"form": form, "refused": refused, "errors": errors, **page}
    return render(request, "desk/statutes/form.html", context, status=status)


def form_of(request: HttpRequest, kind: type[forms.Form], initial: dict[str, Any] | None = None) -> forms.Form:
    """The form as sent, or with what is known."""
    return kind(request.POST) if request.method == "POST" else kind(initial=initial)


@require_http_methods(FORMS)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a statute with its articles."""
    actor = keeper(request)
    form = form_of(request, Entering)

    def do(given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        assert isinstance(form, Entering)
        known = form.known()
        title, articles = known.pop("title"), known.pop("text")
        made = acts.enter(title, articles=articles, **known, by=actor, at=timezone.now())
        return f"已录入{made}，{len(articles)} 条。", ("desk:statute", made.key)

    page = {"title": "录入法律文件", "statute": None, "do_it": "录入", "lead": "库中已有的法律文件请办理修改。"}
    return done_with(request, form, page, do)


@require_http_methods(FORMS)
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """Give articles new words from a day on."""
    actor, statute = keeper(request), statutes_gates.statute_for(key)
    form = form_of(request, Amending)

    def do(given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        texts = given.pop("text")
        change = acts.amend(statute, texts=texts, **given, by=actor, at=timezone.now())
        return f"已登记修改，自 {change.on} 起施行，涉及 {len(change.articles)} 条。", ("desk:statute", statute.key)

    lead = "修改前的条文照样可以按日期查到；引用这些条文的事项随即列入动态调整。"
    page = {"title": "登记修改", "statute": statute, "do_it": "登记修改", "lead": lead}
    return done_with(request, form, page, do)


@require_http_methods(FORMS)
def repeal(request: HttpRequest, key: str) -> HttpResponse:
    """Say that a statute ends, and by what; a code ends many at once."""
    actor, statute = keeper(request), statutes_gates.statute_for(key)
    form = form_of(request, Repealing)

    def do(given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        others: list[Statute] = given.pop("also")
        ended = acts.repeal([statute, *others], **given, by=actor, at=timezone.now())
        return f"已登记 {len(ended)} 部法律文件自 {given['on']} 起废止。", ("desk:statute", statute.key)

    lead = "登记后不能撤回。引用它的事项随即列入动态调整，废止之日起不能再以它为依据。"
    page = {"title": "登记废止", "statute": statute, "do_it": "登记废止", "lead": lead}
    return done_with(request, form, page, do)


@require_http_methods(FORMS)
def describe(request: HttpRequest, key: str) -> HttpResponse:
    """Say what is known of a statute."""
    actor, statute = keeper(request), statutes_gates.statute_for(key)
    fields = ("level", "body", "document_no", "from_on", "complete")
    form = form_of(request, Description, {name: getattr(statute, name) for name in fields})

    def do(given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        assert isinstance(form, Description)
        seen = request.POST.get("seen", "")
        acts.describe(statute, **form.known(), seen=seen, by=actor, at=timezone.now())
        return "已更正，事项依据的层级判断随之改变。", ("desk:statute", statute.key)

    page = {"title": "更正情况", "statute": statute, "do_it": "保存", "lead": "条文的变化不在这里登记。"}
    return done_with(request, form, {**page, "naming": Naming(), "seen": statute.mark}, do)


@require_http_methods(FORMS)
def name_also(request: HttpRequest, key: str) -> HttpResponse:
    """Give a statute another name."""
    actor, statute = keeper(request), statutes_gates.statute_for(key)
    form = form_of(request, Naming)

    def do(given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        alias = acts.name_also(statute, given["name"], by=actor, at=timezone.now())
        return f"已登记简称“{alias.name}”。", ("desk:statute", statute.key)

    page = {"title": "登记简称", "statute": statute, "do_it": "登记", "lead": "登记后，用简称写的引用也能认出来。"}
    return done_with(request, form, page, do)


@require_http_methods(FORMS)
def correct(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """Set right what was typed wrong."""
    actor, statute = keeper(request), statutes_gates.statute_for(key)
    readable = statute.readable_on(timezone.localdate())
    texts = statutes_gates.texts_for(statute, number)
    current = next((text for text in texts if applies(text, readable)), None)
    if current is None:
        raise Http404
    form = form_of(request, Correcting, {"text": current.text})

    def do(given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        acts.correct(current, given["text"], reason=given["reason"], by=actor, at=timezone.now())
        return f"{current.name}已更正。", ("desk:statute_article", statute.key, current.slug)

    page = {"title": f"更正{current.name}", "statute": statute, "do_it": "更正", "lead": ""}
    return done_with(request, form, page, do)
