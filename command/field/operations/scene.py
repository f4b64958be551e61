"""What people report from the scene, and the images they took."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from command.core.api.fields import Finite, Moment, Strict, latitude, longitude
from command.core.errors import Invalid
from command.core.models import Person
from command.field import subjects
from command.field.models import FieldOperation
from command.field.operations import Given, enter
from incidents.imagery.actions import announce_image
from incidents.imagery.models import Image
from incidents.scene import words
from incidents.scene.actions import file_scene_report
from incidents.scene.lifecycle import Count, Hazard, Road

POSSIBLE: dict[str, Any] = {"required": False, "allow_null": True, "default": None}


class CountsPayload(Strict):
    """People by kind."""

    evacuated = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    remaining = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    injured = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    dead = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    missing = serializers.IntegerField(required=False, allow_null=True, min_value=0)


class HazardPayload(Strict):
    """One hazard; without a place it is where the report was made."""

    kind = serializers.ChoiceField(choices=Hazard.choices)
    note = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    lat = latitude(**POSSIBLE)
    lon = longitude(**POSSIBLE)


class ReportPayload(Strict):
    """A report from the scene; ``voice`` is the SHA-256 of an upload that follows."""

    incident_id = serializers.UUIDField()
    task_id = serializers.UUIDField(**POSSIBLE)
    counts = CountsPayload(required=False, default=dict)
    road = serializers.ChoiceField(
        choices=Road.choices, allow_blank=True, allow_null=True, required=False, default=""
    )
    hazards = HazardPayload(many=True, required=False, default=list)
    text = serializers.CharField(max_length=2000, allow_blank=True, required=False, default="")
    lat = latitude(**POSSIBLE)
    lon = longitude(**POSSIBLE)
    accuracy_m = Finite(**POSSIBLE)
    voice = serializers.CharField(
        max_length=64, allow_blank=True, allow_null=True, required=False, default=""
    )


class ImagePayload(Strict):
    """An image that was taken; its preview and its original follow."""

    image_id = serializers.UUIDField()
    incident_id = serializers.UUIDField()
    task_id = serializers.UUIDField(**POSSIBLE)
    kind = serializers.ChoiceField(choices=Image.Kind.choices)
    tag = serializers.CharField(max_length=40, allow_blank=True, required=False, default="")
    caption = serializers.CharField(
        max_length=200, allow_blank=True, required=False, default=""
    )
    taken_at = Moment()
    lat = latitude(**POSSIBLE)
    lon = longitude(**POSSIBLE)
    accuracy_m = Finite(**POSSIBLE)
    bearing_deg = Finite(**POSSIBLE)
    original_sha256 = serializers.CharField(max_length=64)
    original_size = serializers.IntegerField(min_value=1, max_value=1 << 40)
    content_type = serializers.CharField(
        max_length=80, allow_blank=True, required=False, default=""
    )


def report(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Take in the report under the operation's own id: its voice note names that."""
    told = dict(given)
    counts = {name: number for name, number in told.pop("counts").items() if number is not None}
    made = file_scene_report(
        actor=person,
        report_id=operation.pk,
        code=operation.code,
        counts=counts,
        road=told.pop("road") or "",
        voice_sha256=told.pop("voice") or "",
        occurred_at=operation.occurred_at,
        **told,
    )
    return {"report": str(made.pk)}


def image(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Announce the image; it was taken when the phone says, by the corrected clock."""
    told = dict(given)
    told.pop("content_type")
    off = operation.claimed_at - operation.occurred_at
    bearing = told.pop("bearing_deg")
    try:
        taken_at = told.pop("taken_at") - off
    except OverflowError:
        taken_at = operation.occurred_at
    told |= {
        "source": person.name,
        "taken_at": min(taken_at, operation.received_at),
        "bearing_deg": None if bearing is None else round(bearing) % 360,
    }
    try:
        made = announce_image(actor=person, **told)
    except Invalid as refusal:
        if refusal.detail.get("field") != "task_id":
            raise
        # The picture counts, also when the order it was taken for is not there any more.
        made = announce_image(actor=person, **{**told, "task_id": None})
    return {"image": str(made.pk)}


def _report_says(given: Given) -> str:
    told = {**given, "hazards": [each["kind"] for each in given.get("hazards", [])]}
    told["counts"] = {
        name: number
        for name, number in (given.get("counts") or {}).items()
        if name in Count.values and number is not None
    }
    told["road"] = given.get("road") or ""
    return words.line(told)


enter(
    "report",
    ReportPayload,
    report,
    label=gettext_lazy("Report from the scene"),
    says=_report_says,
    about=subjects.incident,
)
enter(
    "image",
    ImagePayload,
    image,
    label=gettext_lazy("Image"),
    says=lambda given: str(given.get("caption") or given.get("tag") or ""),
    about=subjects.incident,
)
