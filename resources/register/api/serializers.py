"""Shapes of the register API."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Moment, Strict, latitude, longitude
from command.core.api.paging import PageInput
from command.core.api.serializers import CODE
from command.core.api.shapes import shape_of
from resources.register.kinds import BedKind, DateSubject, FacilityKind
from resources.register.selectors.cards import (
    ExpertCard,
    FacilityCard,
    LotCard,
    ShiftOfTeamCard,
    SkillCard,
)

FacilityAnswer = shape_of(FacilityCard)
SkillAnswer = shape_of(SkillCard)
ShiftOfTeamAnswer = shape_of(ShiftOfTeamCard)
ExpertAnswer = shape_of(ExpertCard)
LotAnswer = shape_of(LotCard)
MOST = 100_000_000


class Pages(Serializer[Any]):
    """A page of a list."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()


class FacilitiesAnswer(Pages):
    """A page of facilities."""

    items = FacilityAnswer(many=True)


class ExpertsAnswer(Pages):
    """A page of experts."""

    items = ExpertAnswer(many=True)


class ContactAnswer(Serializer[Any]):
    """Whom to call; only for the own city and the region."""

    name = serializers.CharField()
    reach = serializers.CharField()


class CountedPeopleAnswer(Serializer[Any]):
    """One count of the people in a shelter."""

    occupied = serializers.IntegerField()
    capacity = serializers.IntegerField()
    is_confirmed = serializers.BooleanField()
    counted_at = serializers.DateTimeField()


class CountedBedsAnswer(Serializer[Any]):
    """One count of the beds of a kind."""

    kind = serializers.CharField()
    staffed = serializers.IntegerField()
    occupied = serializers.IntegerField()
    counted_at = serializers.DateTimeField()


class CountsAnswer(Serializer[Any]):
    """The newest counts of a facility."""

    people = CountedPeopleAnswer(many=True)
    beds = CountedBedsAnswer(many=True)


class RestAnswer(Serializer[Any]):
    """How long a team has worked since its last rest, and until when it may go on."""

    team = serializers.UUIDField()
    on_since = serializers.DateTimeField(allow_null=True)
    hours_on = serializers.FloatField()
    hours_deployed = serializers.FloatField()
    deployments = serializers.IntegerField()
    free_until = serializers.DateTimeField(allow_null=True)
    rested = serializers.BooleanField()
    rested_at = serializers.DateTimeField(allow_null=True)
    limit_duty = serializers.IntegerField()
    limit_deployed = serializers.IntegerField()


class NearDateAnswer(Serializer[Any]):
    """A date that is near or past."""

    # Free text here: the choices are named in the schema by the rule book's field.
    subject = serializers.CharField(help_text=", ".join(DateSubject.values))
    thing = serializers.UUIDField()
    name = serializers.CharField()
    region = serializers.CharField()
    due = serializers.DateField()
    days_left = serializers.IntegerField()
    told_at = serializers.DateTimeField(allow_null=True)


class FacilitiesQuery(PageInput):
    """Which facilities."""

    kind = serializers.CharField(max_length=20, required=False)
    region = serializers.RegexField(CODE, required=False)
    q = serializers.CharField(max_length=40, required=False)


class ExpertsQuery(PageInput):
    """Which experts."""

    family = serializers.RegexField(r"^[0-9A-Z]{3}\Z", required=False)
    region = serializers.RegexField(CODE, required=False)


class FacilityBody(Strict):
    """What is kept of a facility; ``details`` by its kind."""

    name = serializers.CharField(max_length=80)
    name_en = serializers.CharField(max_length=120, allow_blank=True, default="")
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    lat = latitude()
    lon = longitude()
    coord_precision_m = serializers.IntegerField(min_value=1, max_value=100_000)
    source_note = serializers.CharField(max_length=200)
    details = serializers.DictField(required=False, default=dict)
    contact = serializers.CharField(max_length=40, allow_blank=True, default="")
    phone = serializers.CharField(max_length=30, allow_blank=True, default="")
    note = serializers.CharField(max_length=200, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the input with the point as a pair."""
        given = dict(attrs)
        given["point"] = (given.pop("lat"), given.pop("lon"))
        return given


class FacilityInput(FacilityBody):
    """A facility for the register."""

    kind = serializers.CharField(max_length=20, help_text=", ".join(FacilityKind.values))
    region = serializers.RegexField(CODE)


class FacilityChangeInput(FacilityBody):
    """What is kept of a facility, as a whole; ``seen_at`` is the ``at`` that was looked at."""

    seen_at = serializers.CharField(max_length=40, allow_blank=True, default="")


class RegisterWhyInput(Strict):
    """Why."""

    reason = serializers.CharField(max_length=200)


class PeopleInput(Strict):
    """How many people are in a shelter; above its places only confirmed."""

    occupied = serializers.IntegerField(min_value=0, max_value=1_000_000)
    is_confirmed = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    counted_at = Moment(required=False, allow_null=True, default=None)


class BedInput(Strict):
    """The beds of a kind."""

    kind = serializers.CharField(max_length=12, help_text=", ".join(BedKind.values))
    staffed = serializers.IntegerField(min_value=0, max_value=1_000_000)
    occupied = serializers.IntegerField(min_value=0, max_value=1_000_000)


class BedsInput(Strict):
    """The beds of a hospital; kinds that are left out stay as they were."""

    beds = serializers.ListField(child=BedInput(), min_length=1, max_length=20)
    counted_at = Moment(required=False, allow_null=True, default=None)


class ExpertChangeInput(Strict):
    """What is kept of an expert, as a whole."""

    name = serializers.CharField(max_length=40)
    organisation = serializers.CharField(max_length=80, allow_blank=True, default="")
    title = serializers.CharField(max_length=40, allow_blank=True, default="")
    speciality = serializers.CharField(max_length=200)
    families = serializers.ListField(
        child=serializers.CharField(max_length=3), min_length=1, max_length=40
    )
    reach = serializers.CharField(max_length=80, allow_blank=True, default="")
    seen_at = serializers.CharField(max_length=40, allow_blank=True, default="")


class ExpertInput(ExpertChangeInput):
    """An expert for the register."""

    seen_at = None  # type: ignore[assignment]  # a new one was not seen before
    region = serializers.RegexField(CODE)


class SkillInput(Strict):
    """A certificate of a team, or of one of its members."""

    certificate = serializers.CharField(max_length=80)
    number = serializers.CharField(max_length=40, allow_blank=True, default="")
    issuer = serializers.CharField(max_length=80, allow_blank=True, default="")
    people = serializers.IntegerField(min_value=1, max_value=30_000, default=1)
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)
    person_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class ShiftOfTeamInput(Strict):
    """Hours on duty."""

    starts_at = Moment()
    ends_at = Moment()
    people = serializers.IntegerField(min_value=1, max_value=30_000)
    note = serializers.CharField(max_length=120, allow_blank=True, default="")
