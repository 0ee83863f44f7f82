"""What lists are narrowed by. Anything unreadable in a query narrows nothing."""

from typing import Any

from django import forms

from qingquan.places.models import Organ


class OrganNarrowing(forms.Form):
    """A list that one organ sees of its own and a county-wide desk sees of all: only the latter chooses an organ."""

    organ = forms.ChoiceField(label="机关", required=False)

    def __init__(self, data: Any, *, wide: bool) -> None:
        super().__init__(data)
        if wide:
            organs = Organ.objects.order_by("seq").values_list("seq", "name")
            self.fields["organ"].choices = [("", "全部机关"), *organs]  # type: ignore[attr-defined]
        else:
            del self.fields["organ"]
