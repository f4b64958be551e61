"""Shapes of the imagery API."""

from rest_framework import serializers

from command.core.api.fields import Moment, Strict, latitude, longitude
from command.core.api.shapes import shape_of
from incidents.imagery.models import Image
from incidents.imagery.selectors import ImageCard

ImageAnswer = shape_of(ImageCard)


class ImageInput(Strict):
    """A picture with what is known of it: the file itself, or the key of a stored one."""

    incident_id = serializers.UUIDField()
    file = serializers.FileField(required=False)
    media_id = serializers.UUIDField(required=False)
    caption = serializers.CharField(max_length=200, allow_blank=True, default="")
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    source_kind = serializers.ChoiceField(Image.SourceKind.choices)
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
