"""Forms of facilities and of what is counted in them."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.times import iso
from resources.register import details
from resources.register.actions import (
    change_facility,
    close_facility,
    count_beds,
    count_shelter,
    register_facility,
    reopen_facility,
)
from resources.register.forms.base import RegisterForm, degrees, reason, whole
from resources.register.kinds import BedKind, FacilityKind

OF_ROW: Final = ("name", "name_en", "place", "source_note", "note", "contact", "phone")
YES_NO: Final = [
    ("", _("not known")),
    ("yes", pgettext_lazy("detail", "yes")),
    ("no", pgettext_lazy("detail", "no")),
]


def field_of(detail: details.Detail) -> forms.Field:
    """Return the form's field for a detail."""
    label = f"{detail.label} ({detail.unit})" if detail.unit else detail.label
    given: dict[str, Any] = {"label": label, "required": detail.required}
    if detail.kind == "whole":
        return whole(label, required=detail.required, most=details.MOST)
    if detail.kind == "number":
        return forms.FloatField(min_value=0, max_value=details.MOST, **given)
    if detail.kind == "yes":
        return forms.ChoiceField(choices=YES_NO, **given)
    if detail.choices:
        return forms.ChoiceField(choices=[("", "—"), *detail.choices], **given)
    return forms.CharField(max_length=details.TEXT, **given)


class FacilityForm(RegisterForm):
    """What is kept of a facility, with the details of its kind."""

    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=80)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    place = forms.CharField(label=_("Address"), max_length=120, required=False)
    lat = degrees(_("Latitude (WGS 84)"), 90)
    lon = degrees(_("Longitude (WGS 84)"), 180)
    coord_precision_m = whole(_("The point is good to (m)"), most=100_000)
    source_note = forms.CharField(label=_("Source of the data"), max_length=200)
    contact = forms.CharField(label=_("Contact (own city only)"), max_length=40, required=False)
    phone = forms.CharField(label=_("Telephone (own city only)"), max_length=30, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    kind = ""

    def build(self) -> None:
        """Add the details of the kind, after the address."""
        for detail in details.of(self.kind):
            self.fields[f"d-{detail.key}"] = field_of(detail)
            kept = self.thing.details.get(detail.key) if self.thing else None
            if detail.kind == "yes" and kept is not None:
                kept = "yes" if kept else "no"
            self.initial[f"d-{detail.key}"] = kept

    def told(self) -> dict[str, Any]:
        """Return what was filled in, as the doors take it."""
        given = self.cleaned_data
        kept = {d.key: given[f"d-{d.key}"] for d in details.of(self.kind)}
        return {
            **{name: given[name] for name in OF_ROW},
            "point": (given["lat"], given["lon"]),
            "coord_precision_m": given["coord_precision_m"],
            "details": {key: value for key, value in kept.items() if value not in {None, ""}},
        }


class NewFacility(FacilityForm):
    """A facility for the register; ``thing`` is its kind."""

    heading = _("Register a facility")
    region = forms.ChoiceField(label=_("Region"))
    field_order = ("region", *OF_ROW)

    def __init__(self, person: Any, thing: Any, data: Any = None) -> None:
        """Take the kind for the thing."""
        self.kind = thing if thing in FacilityKind.values else FacilityKind.SHELTER.value
        super().__init__(person, None, data)

    def build(self) -> None:
        """Offer the regions, and add the details."""
        self.fill_regions()
        super().build()

    def knock(self) -> tuple[str, Any]:
        """Register it."""
        region = self.cleaned_data["region"]
        made = register_facility(
            actor=self.person, kind=self.kind, region=region, **self.told()
        )
        return "facility", made.pk


class ChangeFacility(FacilityForm):
    """What is kept of a facility, to be changed."""

    heading = _("Change the facility")
    seen_at = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def start(self) -> dict[str, Any]:
        """Return what is kept now."""
        row = self.thing
        kept: dict[str, Any] = {name: getattr(row, name) for name in OF_ROW}
        kept["coord_precision_m"] = row.coord_precision_m
        return kept | {"lat": row.point.y, "lon": row.point.x, "seen_at": iso(row.updated_at)}

    def build(self) -> None:
        """Add the details of what it is."""
        self.kind = self.thing.kind
        super().build()

    def knock(self) -> tuple[str, Any]:
        """Change it."""
        change_facility(
            actor=self.person,
            facility_id=self.thing.pk,
            changes=self.told(),
            seen_at=self.cleaned_data["seen_at"],
        )
        return "facility", self.thing.pk


class CloseFacility(RegisterForm):
    """Taking a facility out of use."""

    heading = _("Take the facility out of use")
    button = _("Out of use")
    danger = True
    reason = reason()

    def knock(self) -> tuple[str, Any]:
        """Close it."""
        close_facility(actor=self.person, facility_id=self.thing.pk, **self.cleaned_data)
        return "facility", self.thing.pk


class ReopenFacility(RegisterForm):
    """Taking a facility into use again."""

    heading = _("Take the facility into use again")
    button = _("In use again")
    reason = reason()

    def knock(self) -> tuple[str, Any]:
        """Open it."""
        reopen_facility(actor=self.person, facility_id=self.thing.pk, **self.cleaned_data)
        return "facility", self.thing.pk


class CountShelter(RegisterForm):
    """How many people are in a shelter."""

    heading = _("Count the people in the shelter")
    button = _("Record the count")
    large = True
    occupied = whole(_("People there now"), most=1_000_000)
    is_confirmed = forms.BooleanField(
        label=_("Yes, there are more people than places"), required=False
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def start(self) -> dict[str, Any]:
        """Show the last count."""
        return {"occupied": self.thing.occupied or 0}

    def build(self) -> None:
        """Ask for the confirmation only when it is needed."""
        given = self.data.get("occupied", "")
        capacity = self.thing.details.get("capacity", 0)
        if not (given.isascii() and given.isdigit() and int(given[:9]) > capacity):
            self.fields["is_confirmed"].widget = forms.HiddenInput()

    def knock(self) -> tuple[str, Any]:
        """Record it."""
        count_shelter(actor=self.person, facility_id=self.thing.pk, **self.cleaned_data)
        return "facility", self.thing.pk


class CountBeds(RegisterForm):
    """The beds of a hospital, kind by kind."""

    heading = _("Count the beds")
    button = _("Record the count")
    large = True

    def build(self) -> None:
        """Add two fields for each kind: staffed and taken."""
        for kind in BedKind:
            known = self.thing.beds.get(kind.value, {})
            self.fields[f"{kind}-staffed"] = whole(_("staffed"), required=False, most=100_000)
            self.fields[f"{kind}-occupied"] = whole(_("taken"), required=False, most=100_000)
            self.initial[f"{kind}-staffed"] = known.get("staffed")
            self.initial[f"{kind}-occupied"] = known.get("occupied")

    def pairs(self) -> list[tuple[str, Any, Any, bool]]:
        """Return label, both fields, and whether it was counted before, kind by kind."""
        return [
            (
                str(kind.label),
                self[f"{kind}-staffed"],
                self[f"{kind}-occupied"],
                kind.value in self.thing.beds,
            )
            for kind in BedKind
        ]

    def knock(self) -> tuple[str, Any]:
        """Record what was filled in."""
        given = self.cleaned_data
        beds = {
            kind.value: (given[f"{kind}-staffed"], given[f"{kind}-occupied"] or 0)
            for kind in BedKind
            if given.get(f"{kind}-staffed") is not None
        }
        count_beds(actor=self.person, facility_id=self.thing.pk, beds=beds)
        return "facility", self.thing.pk
