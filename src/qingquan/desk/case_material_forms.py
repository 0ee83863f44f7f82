"""Forms about materials of a case: what is to be supplied, and what came."""

from typing import Any

from django import forms

from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.words import MaterialWay
from qingquan.desk.case_forms import ActForm

MORE_GAPS = 3
DEFAULT_PROBLEM = "缺少，请补交"


class GapsForm(ActForm):
    """All that is missing or wrong, told once: every material with a tick, and lines for what is on no list."""

    template = "desk/acts/_gaps.html"
    days = forms.IntegerField(
        label="补正期限（日）",
        min_value=1,
        max_value=180,
        error_messages={"required": "请填写补正期限。", "invalid": "补正期限应是整数。"},
    )

    def _settle(self) -> None:
        self.fields["days"].initial = self.hand.supplement_days
        asked = (material for material in self.hand.materials if material.way != MaterialWay.NOT_NEEDED)
        names = list(dict.fromkeys(material.name for material in asked))
        self.rows = [self._row(at, name) for at, name in enumerate(names)]
        self.lines = [self._line(at) for at in range(MORE_GAPS)]

    def _row(self, at: int, name: str) -> dict[str, Any]:
        came = [material for material in self.hand.materials if material.name == name]
        missing = any(m.way == MaterialWay.PENDING and m.need == "required" for m in came)
        pending = all(m.way == MaterialWay.PENDING for m in came)
        self.fields[f"want{at}"] = forms.BooleanField(label=name, required=False, initial=missing)
        problem = DEFAULT_PROBLEM if pending else ""
        self.fields[f"problem{at}"] = forms.CharField(label=f"{name}：怎么补", max_length=300, required=False)
        self.fields[f"problem{at}"].initial = problem
        return {"name": name, "want": self[f"want{at}"], "problem": self[f"problem{at}"], "pending": pending}

    def _line(self, at: int) -> dict[str, Any]:
        self.fields[f"other{at}"] = forms.CharField(label="其他内容", max_length=200, required=False)
        self.fields[f"why{at}"] = forms.CharField(label="怎么补", max_length=300, required=False)
        return {"other": self[f"other{at}"], "why": self[f"why{at}"]}

    def clean(self) -> dict[str, Any]:
        """A material that is ticked says how to put it right; at least one thing is asked for."""
        given = super().clean() or {}
        for at, row in enumerate(self.rows):
            if given.get(f"want{at}") and not given.get(f"problem{at}"):
                self.add_error(f"problem{at}", f"请写明“{row['name']}”怎么补。")
        for at in range(MORE_GAPS):
            if given.get(f"why{at}") and not given.get(f"other{at}"):
                self.add_error(f"other{at}", "请写明要补什么。")
        if not self.errors and not self.gaps(given):
            self.add_error("want0" if self.rows else "other0", "请勾选或者写明需要补正的内容。")
        return given

    def gaps(self, given: dict[str, Any]) -> list[Gap]:
        """Everything asked for, in the order of the list."""
        listed = [Gap(row["name"], given[f"problem{at}"]) for at, row in enumerate(self.rows) if given[f"want{at}"]]
        lines = [(given[f"other{at}"], given[f"why{at}"] or DEFAULT_PROBLEM) for at in range(MORE_GAPS)]
        return listed + [Gap(other, why) for other, why in lines if other]


class SupplyForm(ActForm):
    """Which of the things asked for came on paper."""

    template = "desk/acts/_supply.html"

    def _settle(self) -> None:
        pending = [m.name for m in self.hand.materials if m.way == MaterialWay.PENDING]
        asked = [gap["material"] for gap in self.hand.gaps]
        needed = {m.name for m in self.hand.materials if m.need == "required"} | set(asked)
        self.names = list(dict.fromkeys([*asked, *pending]))
        problems = {gap["material"]: gap["problem"] for gap in self.hand.gaps}
        for at, name in enumerate(self.names):
            self.fields[f"came{at}"] = forms.BooleanField(label=name, required=False, initial=name in needed)
        self.rows = [
            {"name": name, "came": self[f"came{at}"], "problem": problems.get(name, "")}
            for at, name in enumerate(self.names)
        ]

    def clean(self) -> dict[str, Any]:
        """Something came."""
        given = super().clean() or {}
        if self.names and not self.came(given):
            self.add_error("came0", "请勾选收到的材料。")
        return given

    def came(self, given: dict[str, Any]) -> list[MaterialGiven]:
        """The materials taken in."""
        ticked = (name for at, name in enumerate(self.names) if given.get(f"came{at}"))
        return [MaterialGiven(name, MaterialWay.PAPER) for name in ticked]
