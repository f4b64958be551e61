"""Shapes of the incidents API."""

from rest_framework import serializers

from command.core.api.fields import Moment, Strict, latitude, longitude, region
from command.core.api.shapes import shape_of
from incidents.figures import FIGURES
from incidents.lifecycle import Category, Verb, Verdict
from incidents.selectors import (
    CommandOfferCard,
    FigureCard,
    IncidentCard,
    NoteCard,
    ProposalCard,
    ResponseCard,
)

IncidentAnswer = shape_of(IncidentCard)
ResponseAnswer = shape_of(ResponseCard)
ProposalAnswer = shape_of(ProposalCard)
FigureAnswer = shape_of(FigureCard)
NoteAnswer = shape_of(NoteCard)
CommandOfferAnswer = shape_of(CommandOfferCard)


class Dated(Strict):
    """May say when it happened; now, when it does not."""

    occurred_at = Moment(required=False)


class ReportInput(Strict):
    """A new incident; a position is given whole or not at all."""

    event_type = serializers.RegexField(r"^[0-9A-Z]{5}\Z")
    region = region()
    title = serializers.CharField(max_length=120)
    place = serializers.CharField(max_length=200, allow_blank=True, default="")
    lat = latitude(allow_null=True, default=None)
    lon = longitude(allow_null=True, default=None)
    occurred_at = Moment()
    grade = serializers.IntegerField(min_value=1, max_value=4, allow_null=True, default=None)
    source = serializers.CharField(max_length=120, allow_blank=True, default="")  # type: ignore[assignment]
    figures = serializers.DictField(
        child=serializers.DecimalField(max_digits=17, decimal_places=4, min_value=0),
        required=False,
        help_text="what the source counted, by the keys of /api/figures/",
    )

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        """Put latitude and longitude together."""
        lat, lon = attrs.pop("lat"), attrs.pop("lon")
        if (lat is None) != (lon is None):
            raise serializers.ValidationError("lat and lon belong together")
        return {**attrs, "point": None if lat is None else (lat, lon)}


class MoveInput(Dated):
    """One step of an incident's life."""

    verb = serializers.ChoiceField(Verb.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class GradeInput(Dated):
    """A grade: 1 extremely serious, 4 general."""

    grade = serializers.IntegerField(min_value=1, max_value=4)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class FigureInput(Strict):
    """A figure with its source."""

    key = serializers.ChoiceField(sorted(FIGURES))
    value = serializers.DecimalField(max_digits=17, decimal_places=4, min_value=0)
    unit = serializers.CharField(max_length=12)
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    region = region(allow_null=True, default=None)
    observed_at = Moment(required=False)


class NoteInput(Dated):
    """A line of the event chronicle."""

    category = serializers.ChoiceField(Category.choices)
    text = serializers.CharField(max_length=2000)


class ResponseInput(Dated):
    """A response: the four things that the law wants said, and where."""

    jurisdiction = region()
    level = serializers.IntegerField(min_value=1, max_value=4)
    matter = serializers.CharField(max_length=200)
    measures = serializers.CharField(max_length=2000)
    expected_until = Moment()


class EndResponseInput(Dated):
    """The end of a response."""

    jurisdiction = region()
    reason = serializers.CharField(max_length=500)


class DecideInput(Dated):
    """Yes, or back to the proposer with a reason."""

    verdict = serializers.ChoiceField(Verdict.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class ShareIncidentInput(Dated):
    """With whom, why, and until when."""

    grantees = serializers.ListField(child=region(), min_length=1, max_length=4)
    reason = serializers.CharField(max_length=200)
    until = Moment(allow_null=True, default=None)


class OfferCommandInput(Dated):
    """To whom command is offered."""

    to = region()
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class ReasonedInput(Dated):
    """Why."""

    reason = serializers.CharField(max_length=500)


class EventTypeAnswer(serializers.Serializer[object]):
    """A kind of event."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    symbol = serializers.CharField(allow_blank=True)


class FigureKindAnswer(serializers.Serializer[object]):
    """A kind of figure, its unit, and whether it is added up over regions."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    unit = serializers.CharField()
    additive = serializers.BooleanField()
