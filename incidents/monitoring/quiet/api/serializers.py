"""Shapes of the interface of quiet areas."""

from rest_framework import serializers

from command.core.api.shapes import shape_of
from incidents.monitoring.quiet.lifecycle import Source
from incidents.monitoring.quiet.selectors import QuietAreaCard

QuietAreaAnswer = shape_of(QuietAreaCard)


class SilenceAnswer(serializers.Serializer[object]):
    """Somebody who should have reported and has not."""

    source = serializers.CharField(  # type: ignore[assignment]  # a field, not where it is from
        help_text=f"One of: {', '.join(Source.values)}."
    )
    ref = serializers.CharField()
    region = serializers.CharField()
    label_zh = serializers.CharField()
    label_en = serializers.CharField()
    last_at = serializers.DateTimeField(allow_null=True)
    overdue_at = serializers.DateTimeField()
    exercise = serializers.BooleanField()
