"""The answers of an application as its version of the form asked them, masked for who may not see numbers."""

from collections.abc import Mapping
from datetime import date

from qingquan.papers.form_fields import Control, Field
from qingquan.papers.forms import Form
from qingquan.people.rules import mask_id, mask_phone
from qingquan.procedures.rules.diagram import Fact
from qingquan.publicity.rules import scrubbed
from qingquan.rendering import day

Rows = list[tuple[str, str]]
# What the applicant was asked before the form, to find which materials are needed: question → answer.
CIRCUMSTANCES = "circumstances"
MASKS = {Control.IDENTITY: mask_id, Control.PHONE: mask_phone}


def rows(form: Form | None, answers: Mapping[str, object], facts: Mapping[str, Fact], *, clear: bool) -> Rows:
    """(question, answer) in the form's order; then what the flowchart asks for and no form did."""
    asked = [field for field in form.fields if field.name in answers] if form else []
    shown = [(field.label, _shown(field, answers[field.name], clear=clear)) for field in asked]
    given = answers.get(CIRCUMSTANCES)
    circumstances: Mapping[str, object] = given if isinstance(given, Mapping) else {}
    if circumstances:
        shown = [(str(question), _plain(answer, clear=clear)) for question, answer in circumstances.items()] + shown
    known = {field.name for field in asked} | {CIRCUMSTANCES, *circumstances}
    rest = [(name, value) for name, value in answers.items() if name not in known]
    shown += [(facts[name].label if name in facts else name, _plain(value, clear=clear)) for name, value in rest]
    return shown


def _shown(field: Field, value: object, *, clear: bool) -> str:
    labels = {option.value: option.label for option in field.options}
    if isinstance(value, list):
        return "、".join(labels.get(str(each), str(each)) for each in value)
    if isinstance(value, str) and not clear and field.control in MASKS:
        return MASKS[field.control](value)
    if field.control is Control.DATE:
        return day(date.fromisoformat(str(value)))
    return labels.get(str(value), _plain(value, clear=clear))


def _plain(value: object, *, clear: bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    return text if clear else scrubbed(text)
