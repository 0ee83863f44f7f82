"""Divisions of the county: the towns and villages there are, and a list of codes and names to add."""

import re

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.desk.door import see_other
from qingquan.desk.setup import asked, keeper_of
from qingquan.desk.setup_sheets import values
from qingquan.desk.setup_sheets.problems import Wrong
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places import acts
from qingquan.places.models import County, Division
from qingquan.places.words import DivisionLevel

LINE = re.compile(r"([0-9０-９]+)[\s,，、:：\u3000]*(\S.*)")
MOST_TOLD = 10


class ListForm(forms.Form):
    """Codes and names, one division a line, as they are copied from a sheet."""

    rows = forms.CharField(
        label="代码和名称",
        help_text="一行一个：9 位或 12 位代码，空格，名称。可以从表格里整列复制粘贴；已经录入的行不会重复。",
        error_messages={"required": "请至少写一行，如“990101001 泉城街道”。"},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: object, county: str) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.county = county

    def clean_rows(self) -> list[tuple[str, str]]:
        """Every line understood, or what is wrong with each that is not."""
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["rows"].splitlines(), 1):
            if line.strip():
                try:
                    found.append(self._understood(line.strip()))
                except Wrong as no:
                    wrong.append(f"第 {number} 行：{no.what}，{no.todo}。")
                except Refused as no:
                    wrong.append(f"第 {number} 行：{no.why}")
        if wrong:
            raise forms.ValidationError(wrong[:MOST_TOLD])
        return sorted(found)

    def _understood(self, line: str) -> tuple[str, str]:
        taken_apart = LINE.fullmatch(line)
        if taken_apart is None:
            raise Wrong(f"“{line[:20]}”不是代码加名称", "请写成“990101001 泉城街道”")
        code, name = values.region(taken_apart[1]), values.name(60)(taken_apart[2])
        if not code.startswith(self.county[:6]):
            raise Wrong(f"{code}不在本县（{self.county[:6]}）", "请核对前六位")
        if not name:
            raise Wrong(f"{code}没有名称", "请补上")
        return code, name


@require_http_methods(["GET", "HEAD", "POST"])
def divisions(request: HttpRequest) -> HttpResponse:
    """Every division under its parent, and a list to add."""
    actor, county = keeper_of(request), County.objects.get().division
    form = ListForm(request.POST if request.method == "POST" else None, county.code)
    if request.method == "POST" and form.is_valid():
        try:
            added = enter(form.cleaned_data["rows"], actor)
        except Refused as no:
            return asked(request, "divisions", form, _shown(county), no)
        messages.success(request, f"新录入 {added} 个区划。" if added else "都已经录入过，没有变化。")
        return see_other("desk:setup_divisions")
    return asked(request, "divisions", form, _shown(county))


def enter(rows: list[tuple[str, str]], by: Actor) -> int:
    """Enter what is not there yet, all or nothing; how many were new."""
    known = dict(Division.objects.values_list("code", "name"))
    for code, name in rows:
        if known.get(code, name) != name:
            raise Refused(f"{code}已经录入为“{known[code]}”，这里是“{name}”，请核对代码。")
    new = {code: name for code, name in rows if code not in known}
    with transaction.atomic():
        for code, name in new.items():
            acts.enter_division(code, name, by=by, at=timezone.now())
    return len(new)


def _shown(county: Division) -> dict[str, object]:
    towns = Division.objects.filter(level=DivisionLevel.TOWN.value).prefetch_related("children")
    return {"home": county, "towns": towns}
