"""The fields that the forms of joint command are made of, and their choices."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.ids import new_id
from command.core.models import Organisation, Region
from incidents.joint import words
from incidents.joint.lifecycle import GARRISON

Choices = Iterable[tuple[Any, Any]]
BODY = "organisation:"  # before the key of an organisation that owns a decision


class Moment(forms.DateTimeField):
    """A day and a time, as the browser's own field gives them."""

    def __init__(self, **given: Any) -> None:
        """Show the browser's own field."""
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **given)


class Lines(forms.CharField):
    """Several texts, one on each line."""

    def __init__(self, rows: int = 4, **given: Any) -> None:
        """Show a box of some rows."""
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **given)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # lines, not one text
        """Return the lines that say something."""
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        """Ask for one line at least where that is required."""
        super().validate("\n".join(value))

    def run_validators(self, value: Any) -> None:
        """Judge the length of the whole."""
        super().run_validators("\n".join(value))


def text(label: Any, rows: int = 3, **given: Any) -> forms.CharField:
    """Return a field for a longer text."""
    given.setdefault("max_length", 2000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **given)


def many(label: Any, choices: Callable[[], Choices], **given: Any) -> forms.MultipleChoiceField:
    """Return a field of boxes to tick."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **given
    )


def authorities() -> Choices:
    """Return the four cities and the region."""
    return [(code, regions.name(code)) for code in (*regions.CITIES, regions.REGION)]


def banners() -> Choices:
    """Return the banners, counties and districts of the four cities, each with its city."""
    inside = Region.objects.exclude(code__in=[*regions.CITIES, regions.REGION]).order_by("code")
    codes = [code for code in inside.values_list("code", flat=True) if _is_of_the_four(code)]
    return [
        (code, f"{regions.name(regions.city_of(code))} · {regions.name(code)}")
        for code in codes
    ]


def _is_of_the_four(code: str) -> bool:
    return regions.city_of(code) in regions.CITIES


def addressees() -> Choices:
    """Return the four cities and the garrison."""
    return [(code, words.addressee(code)) for code in (*regions.CITIES, GARRISON)]


def owners() -> Choices:
    """Return whoever may carry a decision out: nobody yet, an authority, an organisation."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for one in Organisation.objects.order_by("region", "name_zh"):
        city = regions.name(regions.city_of(one.region_id))
        found.setdefault(city, []).append((f"{BODY}{one.pk}", one.name))
    return [("", "—"), (_("Authorities"), list(authorities())), *found.items()]


def owner_of(given: str) -> dict[str, Any]:
    """Return an owner that was chosen as the doors take it: an authority, or a body."""
    if given.startswith(BODY):
        return {"owner": None, "organisation_id": UUID(given.removeprefix(BODY))}
    return {"owner": given or None, "organisation_id": None}


def task_kinds() -> Choices:
    """Return the kinds of tasks that a decision may ask for."""
    return [("", "—"), *words.TASK_KINDS]


class Act(forms.Form):
    """A form with the key under which it is carried out once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        """Give a new form a new key."""
        given["initial"] = {"key": new_id(), **(given.get("initial") or {})}
        super().__init__(*args, **{"label_suffix": "", **given})
