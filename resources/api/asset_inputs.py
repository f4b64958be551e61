"""Shapes of what the API of assets, needs and reservations takes."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.paging import PageInput
from command.core.api.serializers import CODE
from resources.actions.stocks import MOST
from resources.actions.what import MOST as MOST_ASKED
from resources.api.serializers import (
    PEOPLE,
    CommitInput,
    Placed,
    PlaceInput,
    capabilities_field,
    sensible,
)
from resources.lifecycle import NeedPriority, TeamStatus


class AssetsQuery(PageInput):
    """Which assets, of those in sight."""

    supply = serializers.RegexField(r"^[0-9]{7}\Z", required=False)
    status = serializers.ChoiceField(TeamStatus.choices, required=False)
    region = serializers.RegexField(CODE, required=False)


class AssetInput(Placed):
    """A vehicle or a piece of equipment for the register."""

    place_field = "base"

    supply = serializers.RegexField(r"^[0-9]{7}\Z")
    name = serializers.CharField(max_length=80)
    region = serializers.RegexField(CODE)
    base = PlaceInput(required=False, allow_null=True, default=None)
    depot = serializers.CharField(max_length=80, allow_blank=True, default="")
    team_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    capabilities = capabilities_field()
    next_check = serializers.DateField(required=False, allow_null=True, default=None)


class CommitAssetInput(CommitInput):
    """To which incident an asset goes, for what, and with whom."""

    people = serializers.IntegerField(min_value=0, max_value=PEOPLE, default=0)
    vehicles = serializers.IntegerField(min_value=0, max_value=PEOPLE, default=1)


class NeedsQuery(PageInput):
    """Which needs, of those in sight."""

    incident = serializers.UUIDField(required=False)
    closed = serializers.BooleanField(required=False, allow_null=True, default=None)


class NeedInput(Placed):
    """What an incident lacks: a kind of team or a supply, how much, where, by when."""

    place_field = "point"

    incident_id = serializers.UUIDField()
    what = serializers.CharField(
        max_length=8, help_text="A kind of team (FIRE, MED …) or the code of a supply."
    )
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_ASKED)
    unit = serializers.CharField(max_length=16, allow_blank=True, default="")
    capabilities = capabilities_field()
    place = serializers.CharField(max_length=120, allow_blank=True, default="")
    point = PlaceInput(required=False, allow_null=True, default=None)
    needed_by = serializers.DateTimeField(
        required=False, allow_null=True, default=None, validators=[sensible]
    )
    priority = serializers.ChoiceField(NeedPriority.choices, default=NeedPriority.NORMAL)
    remark = serializers.CharField(max_length=200, allow_blank=True, default="")


class WhyInput(Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=200)


class ReleaseInput(WhyInput):
    """Which incident lets everything go, and why."""

    incident_id = serializers.UUIDField()


class WithdrawAnswerInput(WhyInput):
    """Whose promise is taken back, and why."""

    city = serializers.RegexField(CODE)


class ReserveInput(Serializer[Any]):
    """What is kept for an incident, and from when until when; one of the three things."""

    incident_id = serializers.UUIDField()
    starts = serializers.DateTimeField(validators=[sensible])
    until = serializers.DateTimeField(validators=[sensible])
    team_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    asset_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    stock_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    quantity = serializers.IntegerField(min_value=1, max_value=MOST, default=1)
    request_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    need_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    despite = serializers.CharField(max_length=200, allow_blank=True, default="")


class CallReservedInput(Serializer[Any]):
    """A word on why it is called."""

    reason = serializers.CharField(max_length=200, allow_blank=True, default="")
