"""Regions, rooms and their journals, for machines."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core import journal
from command.core.actions import end_share, share_room
from command.core.api import serializers as shapes
from command.core.api.views import ApiView, PersonRequest
from command.core.models import Region
from command.core.policies import require_sight, rooms_visible_to
from command.core.selectors import ShareCard

MOST_ROOMS = 500


class Regions(ApiView):
    """``/api/regions/``: the code list of regions."""

    @extend_schema(parameters=[shapes.RegionQuery], responses=shapes.RegionAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the regions."""
        parent = self.read_query(shapes.RegionQuery).get("parent")
        found = Region.objects.all()
        return Response(
            [_region(r) for r in (found.filter(parent=parent) if parent else found)]
        )


class Rooms(ApiView):
    """``/api/rooms/``: the rooms one may follow."""

    @extend_schema(responses=shapes.RoomAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List them with where their journals stand, latest incidents first."""
        rooms = list(rooms_visible_to(request.user).order_by("-key")[:MOST_ROOMS])
        heads = journal.heads([room.key for room in rooms])
        return Response(
            [
                {
                    "key": room.key,
                    "kind": room.kind,
                    "region": room.region_id,
                    "exercise": room.exercise_id is not None,
                    "seq": heads.get(room.key, 0),
                }
                for room in rooms
            ]
        )


class Entries(ApiView):
    """``/api/rooms/<key>/entries/``: the journal of one room."""

    @extend_schema(parameters=[shapes.SinceInput], responses=shapes.EntryAnswer(many=True))
    def get(self, request: PersonRequest, room: str) -> Response:
        """Read the entries after a cursor, oldest first."""
        given = self.read_query(shapes.SinceInput)
        require_sight(request.user, room)
        return Response(journal.since(room, given["since"], limit=given["limit"]))


class Shares(ApiView):
    """``/api/rooms/<key>/shares/``."""

    @extend_schema(request=shapes.ShareInput, responses={201: shapes.ShareAnswer})
    def post(self, request: PersonRequest, room: str) -> Response:
        """Give another authority sight of the room."""
        given = self.read(shapes.ShareInput)
        share = share_room(actor=request.user, room=room, **given)
        return Response(asdict(ShareCard.of(share)), status=HTTP_201_CREATED)


class EndShare(ApiView):
    """``/api/shares/<id>/end/``."""

    @extend_schema(request=shapes.ReasonInput, responses=shapes.ShareAnswer)
    def post(self, request: PersonRequest, share_id: UUID) -> Response:
        """Take the sight back."""
        given = self.read(shapes.ReasonInput)
        share = end_share(actor=request.user, share_id=share_id, **given)
        return Response(asdict(ShareCard.of(share)))


def _region(region: Region) -> dict[str, Any]:
    return {
        "code": region.code,
        "name_zh": region.name_zh,
        "name_en": region.name_en,
        "level": region.level,
        "parent": region.parent_id,
        "lat": region.seat.y if region.seat else None,
        "lon": region.seat.x if region.seat else None,
        "population_2020": region.population_2020,
    }
