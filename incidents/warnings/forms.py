"""What people fill in: warnings and responses."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid
from incidents.warnings.cap import reading
from incidents.warnings.lifecycle import Certainty, Channel, Urgency
from incidents.warnings.words import COLOURS
from incidents.words import ROMAN

Choices = Iterable[tuple[str, Any]]


def moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    """Return a field for a time of the four cities."""
    return forms.DateTimeField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


def words(label: Any, limit: int, rows: int = 0, *, required: bool = True) -> forms.CharField:
    """Return a field for words, in several lines when ``rows`` are given."""
    widget: Any = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput
    return forms.CharField(label=label, max_length=limit, required=required, widget=widget)


class ContentForm(forms.Form):
    """What a warning says."""

    level = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        choices=[(n, COLOURS[n]) for n in (1, 2, 3, 4)],
        widget=forms.RadioSelect,
    )
    onset_at = moment(_("Begins"))
    expires_at = moment(_("Ends"))
    issued_at = moment(_("Time of issue"))
    regions = forms.MultipleChoiceField(label=_("Area"), choices=[])
    area_text = words(_("The area in words"), 500, required=False)
    polygon = words(_("Polygon"), 20_000, 2, required=False)
    circle = words(_("Circle"), 2000, 1, required=False)
    matters = words(_("What threatens"), 4000, 3)
    advice = words(_("What to do"), 4000, 3)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, initial="unknown")
    certainty = forms.ChoiceField(
        label=_("Certainty"), choices=Certainty.choices, initial="unknown"
    )
    channels = forms.MultipleChoiceField(
        label=_("Told to the public by"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    inform = forms.MultipleChoiceField(
        label=_("Neighbours to inform"),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contact = words(_("Contact for questions"), 200, required=False)

    def __init__(self, *args: Any, places: Choices, cities: Choices, **kwargs: Any) -> None:
        """Offer the regions that there are."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["regions"].choices = list(places)
        fields["inform"].choices = list(cities)

    def clean_polygon(self) -> list[list[list[float]]]:
        """Read one ring a line."""
        return [
            [list(p) for p in self._read(reading.ring, row)] for row in self._rows("polygon")
        ]

    def clean_circle(self) -> list[list[float]]:
        """Read one circle a line: latitude, longitude, kilometres."""
        return [
            list(self._read(lambda row: reading.circle(row, 1000), row))
            for row in self._rows("circle")
        ]

    def _rows(self, name: str) -> list[str]:
        return [row.strip() for row in self.cleaned_data[name].splitlines() if row.strip()]

    def _read(self, read: Any, row: str) -> Any:
        try:
            return read(row)
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal.detail["reason"])) from None

    def content(self) -> dict[str, Any]:
        """Return what the doors take."""
        given = dict(self.cleaned_data)
        given["polygons"] = given.pop("polygon")
        given["circles"] = given.pop("circle")
        return given


class IssueForm(ContentForm):
    """A new warning."""

    unit = forms.ChoiceField(label=_("Issuing unit"), choices=[])
    event_type = forms.ChoiceField(label=_("Kind of event"), choices=[])
    incident_id = forms.TypedChoiceField(
        label=_("Belongs to the incident"),
        choices=[],
        required=False,
        coerce=str,
        empty_value=None,
    )

    def __init__(
        self, *args: Any, units: Choices, types: Choices, incidents: Choices, **kwargs: Any
    ) -> None:
        """Offer the units of the person, the kinds of events, and the open incidents."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = list(units)
        fields["event_type"].choices = [("", "—"), *types]
        fields["incident_id"].choices = [("", "—"), *incidents]


class ResponseForm(forms.Form):
    """A response: the four things that the law wants said, and where."""

    jurisdiction = forms.ChoiceField(label=_("Jurisdiction"), choices=[])
    level = forms.TypedChoiceField(
        label=_("Response level"),
        coerce=int,
        choices=[(n, ROMAN[n]) for n in (1, 2, 3, 4)],
        widget=forms.RadioSelect,
    )
    matter = words(_("Matter"), 200)
    measures = words(_("Measures"), 2000, 6)
    expected_until = moment(_("Expected until"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        """Offer the jurisdictions the person may act for."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["jurisdiction"].choices = list(places)
