"""What an act on a case asks its official for. Each form knows the case in hand, so that its defaults are right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from qingquan.cases.acts.hold import Held
from qingquan.cases.models import Case, MaterialIn
from qingquan.cases.rules.permits import PauseReason
from qingquan.cases.words import Delivery, NoAcceptance, Opinion, Outcome
from qingquan.people.models import Actor
from qingquan.procedures.runs import OpenStep
from qingquan.procedures.words import StepKind

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class InHand:
    """A case somebody has on the desk, with what its forms ask for."""

    case: Case
    held: Held
    by: Actor
    materials: Sequence[MaterialIn]
    gaps: Sequence[dict[str, str]] = ()
    pause_reasons: dict[str, PauseReason] = field(default_factory=dict)
    supplement_days: int = 30

    @property
    def on(self) -> date:
        """The day on which it is handled."""
        return self.held.on


def words(label: str, *, required: bool = True, rows: int = 3, hint: str = "") -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写“{label}”。", "max_length": f"“{label}”最多 {LONGEST} 个字。"},
    )


def choice(label: str, options: Sequence[tuple[str, str]], *, many: bool = False) -> forms.ChoiceField:
    """One of a few, shown as radio buttons; `many` shows a list."""
    widget = forms.Select if many else forms.RadioSelect
    told = f"请选择“{label}”。"
    messages = {"required": told, "invalid_choice": told}
    return forms.ChoiceField(label=label, choices=list(options), widget=widget, error_messages=messages)


def day(label: str, hint: str = "") -> forms.DateField:
    """A day, picked from the browser's own calendar."""
    told = {"required": f"请填写“{label}”。", "invalid": f"“{label}”应是日期，如 2026-03-01。"}
    return forms.DateField(
        label=label, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}), error_messages=told
    )


class ActForm(forms.Form):
    """A form of one act; its name prefixes its fields, for many stand on one page."""

    template = "desk/acts/_plain.html"

    def __init__(self, hand: InHand, prefix: str, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=prefix)
        self.hand = hand
        self._settle()

    def _settle(self) -> None:
        """Set the defaults that follow from the case."""

    def problems(self) -> list[tuple[str, str]]:
        """(field id, sentence) of everything wrong, as the summary shows it."""
        return [(self[name].html_name, str(text)) for name, texts in self.errors.items() for text in texts]

    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of what was typed, to be shown where the form itself no longer stands."""
        given = ((str(bound.label), bound.value()) for bound in self if isinstance(bound.field, forms.CharField))
        return [(label, str(text)) for label, text in given if text]


class NothingAsked(ActForm):
    """An act that needs no words."""


class RefuseAcceptanceForm(ActForm):
    """Why an application is not taken up, and where it belongs."""

    ground = choice("情形", [(ground.value, ground.label) for ground in NoAcceptance])
    explanation = words("理由", hint="写进文书，告知申请人。")
    competent_organ = forms.CharField(
        label="应当向哪个机关申请", max_length=100, required=False, help_text="不属于本机关职权的必填。"
    )

    def clean(self) -> dict[str, Any]:
        """Who is not competent names who is."""
        given = super().clean() or {}
        if given.get("ground") == NoAcceptance.NOT_OURS and not given.get("competent_organ"):
            self.add_error("competent_organ", "请写明应当向哪个行政机关申请。")
        return given


class StepForm(ActForm):
    """The opinion that concludes a step."""

    opinion = choice("结论", [(opinion.value, opinion.label) for opinion in Opinion])
    text = words("意见", required=False, hint="退回的，写明原因和要改什么。")

    def __init__(self, hand: InHand, prefix: str, data: QueryDict | None = None, *, step: OpenStep) -> None:
        self.step = step
        super().__init__(hand, prefix, data)

    def _settle(self) -> None:
        self.fields["opinion"].initial = Opinion.AGREE.value
        if self.step.kind == StepKind.EXAMINE:
            self.fields["text"].label = "审查意见"

    def clean(self) -> dict[str, Any]:
        """A return says what to change."""
        given = super().clean() or {}
        if given.get("opinion") == Opinion.RETURN and not given.get("text"):
            self.add_error("text", "退回时请写明原因，让承办人知道要改什么。")
        return given


class PauseForm(ActForm):
    """Why the clock stands still, and until when."""

    reason = choice("事由", [], many=True)
    procedure = words("需要做什么", hint="写进《特别程序时间告知书》，告知申请人。")
    planned_end = day("预计结束日期")

    def _settle(self) -> None:
        options = [("", "请选择")]
        options += [(code, f"{ground.label}（{ground.cite}）") for code, ground in self.hand.pause_reasons.items()]
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = options


class ResumeForm(ActForm):
    """What came of the special procedure."""

    result = words("结果", hint="如评审意见、检测结论，作为恢复计时的依据。")


class ExtendForm(ActForm):
    """Why the decision needs more time."""

    reason = words("延长的理由", hint="写进《延长期限告知书》，告知申请人。")


class DecideForm(ActForm):
    """The decision."""

    template = "desk/acts/_decide.html"
    outcome = choice("决定", [(outcome.value, f"{outcome.label}许可") for outcome in Outcome])
    reasons = words("许可内容或者理由", required=False, rows=4, hint="一行一段，写进决定书。不予许可的必填。")

    def _settle(self) -> None:
        self.fields["outcome"].initial = Outcome.GRANT.value

    def clean(self) -> dict[str, Any]:
        """A refusal gives its reasons."""
        given = super().clean() or {}
        if given.get("outcome") == Outcome.REFUSE and len(given.get("reasons", "").strip()) < 5:
            self.add_error("reasons", "不予许可应当说明理由，请写明。")
        return given


class DeliverForm(ActForm):
    """To whom and how the result is handed over."""

    way = choice("送达方式", [(way.value, way.label) for way in Delivery])
    receiver = forms.CharField(label="签收人", max_length=60, error_messages={"required": "请填写签收人。"})
    place = forms.CharField(label="送达地点", max_length=100, required=False, help_text="不填写的，按送达方式写。")
    consent = forms.CharField(
        label="同意电子送达的记录", max_length=200, required=False, help_text="电子送达必填，如“申请时勾选同意”。"
    )

    def _settle(self) -> None:
        mandate = self.hand.case.mandate
        self.fields["way"].initial = Delivery.WINDOW.value
        self.fields["receiver"].initial = mandate.agent.name if mandate else self.hand.case.applicant.name

    def clean(self) -> dict[str, Any]:
        """Electronic service rests on consent."""
        given = super().clean() or {}
        if given.get("way") == Delivery.ELECTRONIC and not given.get("consent"):
            self.add_error("consent", "电子送达须经受送达人同意，请写明同意的记录。")
        return given


class ReasonForm(ActForm):
    """The reason of an act that ends a case before its decision."""

    reason = words("理由", hint="写进文书，告知申请人。")
