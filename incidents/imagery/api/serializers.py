"""Shapes of the imagery API."""

from rest_framework import serializers

from command.core import regions
from command.core.api.fields import Finite, Moment, Strict, latitude, longitude
from command.core.api.shapes import shape_of
from incidents.imagery.models import Annotation, Image
from incidents.imagery.selectors import ImageCard
from incidents.imagery.selectors.machines import MarkCard, ReleaseCard
from incidents.imagery.selectors.wanted import KINDS

ImageAnswer = shape_of(ImageCard)
MarkAnswer = shape_of(MarkCard)
ReleaseAnswer = shape_of(ReleaseCard)
BIGGEST = 1 << 40  # bytes


class ImageInput(Strict):
    """A picture with what is known of it: the file itself, or the key of a stored one."""

    incident_id = serializers.UUIDField()
    file = serializers.FileField(required=False)
    media_id = serializers.UUIDField(required=False)
    caption = serializers.CharField(max_length=200, allow_blank=True, default="")
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    source_kind = serializers.ChoiceField(Image.SourceKind.choices)
    tag = serializers.CharField(max_length=40, allow_blank=True, default="")
    taken_at = Moment()
    lat = latitude(allow_null=True, default=None)
    lon = longitude(allow_null=True, default=None)
    bearing_deg = serializers.IntegerField(
        min_value=0, max_value=359, allow_null=True, default=None
    )

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        """Want the file or its key, not both."""
        if ("file" in attrs) == ("media_id" in attrs):
            raise serializers.ValidationError("either file or media_id")
        return attrs


class AnnounceInput(Strict):
    """An image that was taken; its files follow. ``image_id`` is the sender's, a UUID v7."""

    image_id = serializers.UUIDField()
    incident_id = serializers.UUIDField()
    task_id = serializers.UUIDField(allow_null=True, default=None)
    kind = serializers.ChoiceField(Image.Kind.choices)
    tag = serializers.CharField(max_length=40, allow_blank=True, default="")
    caption = serializers.CharField(max_length=200, allow_blank=True, default="")
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    source_kind = serializers.ChoiceField(Image.SourceKind.choices, default="phone")
    taken_at = Moment()
    lat = latitude(allow_null=True, default=None)
    lon = longitude(allow_null=True, default=None)
    accuracy_m = Finite(min_value=0, max_value=100_000, allow_null=True, default=None)
    bearing_deg = serializers.IntegerField(
        min_value=0, max_value=359, allow_null=True, default=None
    )
    original_sha256 = serializers.RegexField(r"^[0-9a-f]{64}\Z")
    original_size = serializers.IntegerField(min_value=1, max_value=BIGGEST)


class PreviewInput(Strict):
    """The small picture of an announced image: JPEG or WebP, at most 160 KB."""

    file = serializers.FileField()


class OriginalInput(Strict):
    """The stored file that is the original; its SHA-256 must be the one announced."""

    media_id = serializers.UUIDField()


class MarkInput(Strict):
    """Something drawn over an image; coordinates are shares of width and height."""

    shape = serializers.ChoiceField(Annotation.Shape.choices)
    x1 = Finite(min_value=0, max_value=1)
    y1 = Finite(min_value=0, max_value=1)
    x2 = Finite(min_value=0, max_value=1)
    y2 = Finite(min_value=0, max_value=1)
    text = serializers.CharField(max_length=120, allow_blank=True, default="")


class WallQuery(Strict):
    """What the wall is narrowed to; ``age`` in minutes."""

    incident = serializers.UUIDField(required=False)
    city = serializers.ChoiceField(list(regions.CITIES), required=False)
    age = serializers.IntegerField(min_value=1, max_value=525_600, required=False)
    kind = serializers.ChoiceField(list(KINDS), required=False)
    tag = serializers.CharField(max_length=40, required=False)
    unseen = serializers.BooleanField(required=False)
    before = serializers.CharField(max_length=80, required=False)
