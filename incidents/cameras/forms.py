"""The forms of the register of cameras."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core import regions
from command.core.models import Person, Region
from command.core.policies import duties_of
from incidents.cameras.actions.judge import KEEPING
from incidents.cameras.kinds import CameraKind, Source
from incidents.cameras.models import Camera


class CameraForm(forms.Form):
    """What is kept of a camera."""

    use_required_attribute = False

    name = forms.CharField(label=pgettext_lazy("camera", "Name"), max_length=80)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CameraKind.choices)
    region = forms.ChoiceField(label=_("Region"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    lat = forms.FloatField(
        label=_("Latitude (WGS 84)"), min_value=-90, max_value=90, required=False
    )
    lon = forms.FloatField(
        label=_("Longitude (WGS 84)"), min_value=-180, max_value=180, required=False
    )
    bearing_deg = forms.IntegerField(
        label=_("Looks towards (degrees from north)"),
        min_value=0,
        max_value=359,
        required=False,
    )
    view_deg = forms.IntegerField(
        label=_("Field of view (degrees)"), min_value=1, max_value=360, required=False
    )
    gb28181_id = forms.CharField(
        label=_("GB/T 28181 id"),
        max_length=40,
        required=False,
        help_text=_("20 digits: region and centre 8, industry 2, type 3, network 1, serial 6"),
    )
    source = forms.ChoiceField(label=_("Live picture from"), choices=Source.choices)
    source_path = forms.CharField(
        label=_("Address or path of the stream"),
        max_length=300,
        required=False,
        help_text=_("MediaMTX: the path. Address of a stream: …/index.m3u8 or …/whep."),
    )

    def __init__(
        self, person: Person, camera: Camera | None, data: Mapping[str, Any] | None = None
    ) -> None:
        """Fill in what is known; the region of a camera stays."""
        super().__init__(data, initial=_start(camera), auto_id="f-%s")
        if camera is not None:
            del self.fields["region"]
            return
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = homes(person)

    def clean(self) -> dict[str, Any]:
        """Put latitude and longitude together."""
        given = super().clean() or {}
        lat, lon = given.pop("lat", None), given.pop("lon", None)
        if (lat is None) != (lon is None):
            self.add_error("lat", _("A position has a latitude and a longitude."))
        given["point"] = None if lat is None or lon is None else (lat, lon)
        return given


def homes(person: Person) -> list[tuple[str, str]]:
    """Return the regions of one's own authority in which one keeps cameras."""
    held = duties_of(person).filter(post__in=KEEPING, region__isnull=False)
    scopes = set(held.values_list("region_id", flat=True))
    return [
        (row.code, row.name)
        for row in Region.objects.all()
        if regions.covers(person.origin, row.code)
        and any(regions.covers(scope, row.code) for scope in scopes)
    ]


def keeps(person: Person, camera: Camera) -> bool:
    """Return whether the page offers the acts on a camera; the doors judge."""
    own = camera.origin == person.origin and camera.retired_at is None
    return own and any(code == camera.region_id for code, _name in homes(person))


def _start(camera: Camera | None) -> dict[str, Any]:
    if camera is None:
        return {}
    names = (
        "name", "name_en", "kind", "place", "bearing_deg", "view_deg", "gb28181_id", "source",
        "source_path",
    )  # fmt: skip
    point = camera.point
    place = {"lat": round(point.y, 6), "lon": round(point.x, 6)} if point else {}
    return {name: getattr(camera, name) for name in names} | place
