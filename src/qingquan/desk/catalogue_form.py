"""The application form of a draft: its JSON Schema as text, what is wrong with it, and how citizens will see it."""

import json
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from qingquan.catalogue import acts
from qingquan.catalogue.models import ItemVersion
from qingquan.desk import drafts
from qingquan.desk.catalogue_frame import frame
from qingquan.desk.elements.groups import BY_KEY
from qingquan.law import Refused
from qingquan.papers import form_schema
from qingquan.papers.forms import Form
from qingquan.people.models import Actor

MOST_CHARACTERS = 200_000

Schema = Mapping[str, object]


def edit(request: HttpRequest, actor: Actor, draft: ItemVersion) -> HttpResponse:
    """The form as text with its preview; a post shows the preview of what is typed, or saves it."""
    if request.method != "POST":
        return show(request, draft, as_text(draft.form_schema), drafts.mark_of_form(draft))
    text = request.POST.get("schema", "").replace("\r\n", "\n")
    mark, asked = request.POST.get("mark", ""), request.POST.get("act", "save")
    schema, wrong = understood(text)
    if asked == "preview" or wrong:
        return show(request, draft, text, mark, wrong, status=422 if wrong and asked != "preview" else 200)
    try:
        drafts.save_form(draft.item, schema, mark, actor, timezone.now())
    except drafts.Stale as stale:
        now = drafts.mark_of_form(stale.version)
        return show(request, stale.version, text, now, theirs=as_text(stale.version.form_schema), status=409)
    except Refused as no:
        return show(request, draft, text, mark, [str(no)], status=409)
    messages.success(request, "“申请表”已保存。")
    to = asked.removeprefix("go:").partition("#")[0]
    if to == "item":
        return redirect("desk:item_version", draft.item.code, draft.number)
    return redirect("desk:item_edit", draft.item.code, to if to in BY_KEY else "form")


def as_text(schema: object) -> str:
    """A stored form as people edit it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) if schema else ""


def understood(text: str) -> tuple[Schema, list[str]]:
    """The form a text stands for, and everything wrong with it; an empty text is no form."""
    if not text.strip():
        return {}, []
    if len(text) > MOST_CHARACTERS:
        return {}, [f"申请表有 {len(text)} 个字，最多 {MOST_CHARACTERS} 个，请精简。"]
    schema, slip = parsed(text)
    return schema, [slip] if slip else list(form_schema.problems(schema))


def parsed(text: str) -> tuple[Schema, str]:
    """The object a text is, or why it is none."""
    slip = ""
    try:
        schema = json.loads(text)
        # Numbers beyond all bounds and half characters can be written in JSON, but neither be kept nor shown.
        kept = json.dumps(schema, ensure_ascii=False, allow_nan=False).encode()
        if not isinstance(schema, dict):
            slip = "申请表应是一个对象，以 { 开头、以 } 结尾。"
        elif b"\\u0000" in kept:
            slip = "申请表含有不能保存的字符（\\u0000），请删除。"
    except json.JSONDecodeError as no:
        slip = f"第 {no.lineno} 行第 {no.colno} 个字附近不是正确的 JSON，请核对逗号、引号和括号。"
    except (ValueError, RecursionError):
        slip = "申请表里有不能保存的数字或者字符，或者层次太深，请核对。"
    return ({}, slip) if slip else (schema, "")


def show(  # noqa: PLR0917 - the draft, what is typed, and what came of it.
    request: HttpRequest,
    draft: ItemVersion,
    text: str,
    mark: str,
    wrong: list[str] | None = None,
    theirs: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page with the text as typed, and the preview when the text is a form."""
    problems = acts.problems_of(draft, timezone.localdate())
    schema, found = understood(text)
    context = frame(draft, BY_KEY["form"], problems) | {
        "text": text,
        "mark": mark,
        "wrong": wrong if wrong is not None else found,
        "errors": [("schema", each) for each in (wrong if wrong is not None else found)],
        "theirs": theirs,
        "preview": Form.from_schema(schema) if schema and not found else None,
    }
    return render(request, "desk/catalogue/edit_form.html", context, status=status)
