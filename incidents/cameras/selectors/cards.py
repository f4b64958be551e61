"""The public view of a camera."""

from dataclasses import dataclass
from typing import Self

from command.core.rooms import register_room
from command.core.times import iso, iso_or_none
from command.core.tongues import is_english
from incidents.cameras.kinds import Condition, Source
from incidents.cameras.models import Camera, CameraShare


def camera_room(camera: Camera) -> str:
    """Return the room in which a camera's facts are told."""
    return register_room(camera.region_id, camera.exercise_id)


@dataclass(frozen=True, slots=True)
class CameraCard:
    """A camera, whereto it looks (degrees from north) and whether its picture comes. WGS 84.

    ``condition`` is ``unknown``, ``up`` or ``out`` since ``since``. Its address is not here.
    """

    id: str
    name: str
    name_en: str
    place: str
    kind: str
    region: str
    lat: float | None
    lon: float | None
    bearing_deg: int | None
    view_deg: int | None
    gb28181_id: str
    source: str
    illustrative: bool
    condition: str
    why: str
    since: str | None
    retired_at: str | None
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, camera: Camera) -> Self:
        """Build the card; needs ``state`` read before, or reads it."""
        state = camera.state
        return cls(
            id=str(camera.id),
            name=camera.name,
            name_en=camera.name_en,
            place=camera.place,
            kind=str(camera.kind),
            region=camera.region_id,
            lat=camera.point.y if camera.point else None,
            lon=camera.point.x if camera.point else None,
            bearing_deg=camera.bearing_deg,
            view_deg=camera.view_deg,
            gb28181_id=camera.gb28181_id,
            source=str(camera.source),
            illustrative=camera.illustrative,
            condition=str(state.condition),
            why=str(state.why),
            since=iso_or_none(state.since),
            retired_at=iso_or_none(camera.retired_at),
            at=iso(camera.updated_at),
            room=camera_room(camera),
            exercise=camera.exercise_id is not None,
            origin=camera.origin,
        )

    @property
    def title(self) -> str:
        """Its name in the language of the reader."""
        chinese = not is_english()
        return self.name if chinese else self.name_en or self.name

    @property
    def plays(self) -> bool:
        """Whether there is a live picture to ask for."""
        return self.source != Source.NONE and self.retired_at is None

    @property
    def is_out(self) -> bool:
        """Whether it is known that no picture comes."""
        return self.condition == Condition.OUT


@dataclass(frozen=True, slots=True)
class CameraShareCard:
    """That an incident may see a camera."""

    id: str
    camera: str
    incident: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, share: CameraShare) -> Self:
        """Build the card; asks the database nothing."""
        return cls(
            id=str(share.id),
            camera=str(share.camera_id),
            incident=str(share.incident_id),
            at=iso(share.at),
            exercise=share.exercise_id is not None,
            origin=share.origin,
        )
