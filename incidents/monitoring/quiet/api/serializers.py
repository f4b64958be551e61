"""Shapes of the interface of quiet areas."""

from rest_framework import serializers

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from incidents.monitoring.quiet.lifecycle import Source
from incidents.monitoring.quiet.selectors import QuietAreaCard, TownshipCard
from incidents.monitoring.quiet.table import MOST_TEXT

QuietAreaAnswer = shape_of(QuietAreaCard)
TownshipAnswer = shape_of(TownshipCard)


class TownshipsInput(Strict):
    """A CSV table with a heading: code, name_zh, lat, lon; and what else is known."""

    csv = serializers.CharField(max_length=MOST_TEXT, trim_whitespace=False)


class TownshipsEnteredAnswer(serializers.Serializer[object]):
    """How many are new, how many say something else now, and how many do not."""

    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()


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
