"""What people fill in: a road condition, and its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.models import Region
from resources.routing.graph import shipped
from resources.routing.kinds import GLYPHS, ConditionKind

HOURS = (2, 4, 8, 12, 24, 48, 72)


class ConditionForm(forms.Form):
    """A road condition: what, where, for how long, and who says so."""

    kind = forms.ChoiceField(
        label=_("What"),
        choices=lambda: [(k.value, f"{GLYPHS[k.value]} {k.label}") for k in ConditionKind],
    )
    where = forms.ChoiceField(label=_("Road and stretch, or area"), choices=[])
    hours = forms.TypedChoiceField(
        label=_("Counts for"),
        coerce=int,
        choices=[(n, _("%(n)d hours") % {"n": n}) for n in HOURS],
        initial=8,
    )
    source = forms.CharField(label=_("Who reports it"), max_length=120)
    text_zh = forms.CharField(label=_("Remark (Chinese)"), max_length=200, required=False)
    text_en = forms.CharField(label=_("Remark (English)"), max_length=200, required=False)

    def __init__(self, *args: Any, cities: tuple[str, ...], **kwargs: Any) -> None:
        """Offer the roads and areas of the cities that a person is on duty over."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["where"].choices = [("", "—"), *places(cities)]

    def place(self) -> dict[str, Any]:
        """Return the stretches or the area that were chosen."""
        what, _colon, key = str(self.cleaned_data["where"]).partition(":")
        if what == "area":
            return {"area": key}
        if what == "edge":
            return {"edges": [key]}
        return {"edges": [edge.key for edge in shipped().edges if edge.road == key]}


class LiftForm(forms.Form):
    """Why a condition is over before its time."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


def places(cities: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the stretches by road, then the areas, of some cities or banners."""
    graph = shipped()
    roads: dict[str, list[tuple[str, str]]] = {}
    for edge in graph.edges:
        if not any(graph.touches(edge, city) for city in cities):
            continue
        group = f"{edge.ref} {edge.name}" if edge.ref else str(_("Other roads"))
        stretch = graph.stretch(edge)
        name = f"{edge.ref} {stretch}" if edge.ref else f"{edge.name} · {stretch}"
        roads.setdefault(group, []).append((f"edge:{edge.key}", f"{name} · {edge.km:g} km"))
    areas = [
        (f"area:{row.code}", row.name)
        for row in Region.objects.order_by("code")
        if any(regions.covers(city, row.code) for city in cities)
    ]
    return [*sorted(roads.items(), key=_numbered), (str(_("Areas")), areas)]


def _numbered(item: tuple[str, Any]) -> tuple[bool, bool, str]:
    """Put the numbered roads first, expressways before the rest."""
    name = item[0]
    digits = "".join(sign for sign in name.split(" ", 1)[0] if sign.isdigit())
    return (not digits, len(digits) > 2, name)
