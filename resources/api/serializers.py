"""Shapes of what the resources API takes."""

from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.paging import PageInput
from command.core.api.serializers import CODE
from resources.actions.capable import MOST as MOST_ABLE
from resources.actions.stocks import MOST
from resources.api.fixes import FixesField
from resources.lifecycle import (
    DeploymentStatus,
    Readiness,
    TeamKind,
    TeamStatus,
)

# Outside of these a time is a slip of the pen, and the database may not hold it.
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
PEOPLE: Final = 30_000  # of one team or one delivery
BATCH: Final = 500  # positions in one report


def sensible(at: datetime) -> None:
    """Raise ``ValidationError`` for a time out of this century."""
    if not EARLIEST <= at < LATEST:
        raise serializers.ValidationError(_("The time lies outside of this century."))


def capabilities_field() -> serializers.ListField:
    """Return a field of capability codes; empty when nothing is asked or known."""
    return serializers.ListField(
        child=serializers.RegexField(r"^[A-Z][A-Z0-9_]{1,23}\Z"),
        max_length=MOST_ABLE,
        default=list,
    )


class PlaceInput(Serializer[Any]):
    """A point: WGS 84 degrees."""

    lat = serializers.FloatField(min_value=-90, max_value=90)
    lon = serializers.FloatField(min_value=-180, max_value=180)


class Placed(Serializer[Any]):
    """Gives the door its point as ``(lat, lon)``."""

    place_field = ""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the input with the point as a pair."""
        place = attrs.get(self.place_field)
        attrs[self.place_field] = (place["lat"], place["lon"]) if place else None
        return attrs


class TeamsQuery(PageInput):
    """Which teams, of those in sight."""

    kind = serializers.ChoiceField(TeamKind.choices, required=False)
    status = serializers.ChoiceField(TeamStatus.choices, required=False)
    region = serializers.RegexField(CODE, required=False)


class TeamInput(Placed):
    """A team for the register."""

    place_field = "base"

    kind = serializers.ChoiceField(TeamKind.choices)
    name = serializers.CharField(max_length=80)
    region = serializers.RegexField(CODE)
    headcount = serializers.IntegerField(min_value=1, max_value=PEOPLE)
    vehicles = serializers.IntegerField(min_value=0, max_value=PEOPLE, default=0)
    level = serializers.CharField(max_length=24, allow_blank=True, default="")
    capabilities = capabilities_field()
    response_min = serializers.IntegerField(min_value=0, max_value=10_000, default=30)
    phone = serializers.CharField(max_length=24, allow_blank=True, default="")
    base = PlaceInput(required=False, allow_null=True, default=None)


class ReadinessInput(Serializer[Any]):
    """Whether a team may be called."""

    readiness = serializers.ChoiceField(Readiness.choices)
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class MemberInput(Serializer[Any]):
    """A person of the same authority."""

    person_id = serializers.UUIDField()


class CommitInput(Serializer[Any]):
    """To which incident something goes, for which request or need, and until when.

    ``despite``: why it goes though it lacks a capability that was asked for.
    """

    incident_id = serializers.UUIDField()
    request_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    need_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    until = serializers.DateTimeField(
        required=False, allow_null=True, default=None, validators=[sensible]
    )
    despite = serializers.CharField(max_length=200, allow_blank=True, default="")


class CommitTeamInput(CommitInput):
    """To which incident a team goes, and how much of it."""

    people = serializers.IntegerField(
        min_value=0, max_value=PEOPLE, required=False, allow_null=True, default=None
    )
    vehicles = serializers.IntegerField(
        min_value=0, max_value=PEOPLE, required=False, allow_null=True, default=None
    )


class StocksQuery(PageInput):
    """Which stocks, of those in sight."""

    supply = serializers.RegexField(r"^[0-9]{7}\Z", required=False)
    region = serializers.RegexField(CODE, required=False)


class StockInput(Placed):
    """A stock for the register."""

    place_field = "point"

    depot = serializers.CharField(max_length=80)
    region = serializers.RegexField(CODE)
    supply = serializers.RegexField(r"^[0-9]{7}\Z")
    on_hand = serializers.IntegerField(min_value=0, max_value=MOST)
    point = PlaceInput(required=False, allow_null=True, default=None)
    is_agreement = serializers.BooleanField(default=False)


class CountInput(Serializer[Any]):
    """What was counted, lent things included."""

    on_hand = serializers.IntegerField(min_value=0, max_value=MOST)
    reason = serializers.CharField(max_length=200)


class CommitStockInput(CommitInput):
    """How much goes to which incident, and with whom."""

    quantity = serializers.IntegerField(min_value=1, max_value=MOST)
    people = serializers.IntegerField(min_value=0, max_value=PEOPLE, default=0)
    vehicles = serializers.IntegerField(min_value=0, max_value=PEOPLE, default=0)


class DeploymentsQuery(PageInput):
    """Which deployments, of those in sight."""

    incident = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(DeploymentStatus.choices, required=False)


class DeploymentStepInput(Serializer[Any]):
    """Where the deployment stands now; ``quantity``: how much of a stock has arrived."""

    to = serializers.ChoiceField(DeploymentStatus.choices)
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, allow_null=True, default=None
    )
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class FixInput(PlaceInput):
    """Where one's team was at a time: degrees, metres, metres a second, percent."""

    observed_at = serializers.DateTimeField(validators=[sensible])
    heading_deg = serializers.FloatField(
        min_value=0, max_value=360, required=False, allow_null=True, default=None
    )
    accuracy_m = serializers.FloatField(
        min_value=0, max_value=1e6, required=False, allow_null=True, default=None
    )
    speed_mps = serializers.FloatField(
        min_value=0, max_value=1000, required=False, allow_null=True, default=None
    )
    battery = serializers.FloatField(
        min_value=0, max_value=100, required=False, allow_null=True, default=None
    )


class PositionsInput(Serializer[Any]):
    """A batch of positions of one's own team, in any order."""

    fixes = FixesField(
        child=FixInput(), min_length=1, max_length=BATCH, earliest=EARLIEST, latest=LATEST
    )
