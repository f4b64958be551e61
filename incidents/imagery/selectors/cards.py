"""Images as the outside sees them."""

from dataclasses import dataclass
from typing import Self

from command.core.times import iso, iso_or_none
from incidents.imagery.models import Image


@dataclass(frozen=True, slots=True)
class ImageCard:
    """One image: where from, whereto, who took it. WGS 84; ``url`` serves the file.

    ``stage`` says how much is here: announced, preview, complete. Until the original is
    here, ``url`` serves the preview, and ``sha256`` is what the sender claims of the
    original. ``alike`` names the image that first showed nearly the same. What EXIF says
    is a claim beside the device's own ``taken_at``. ``refused_at`` says that the original
    was refused and why: then a preview is all there is.
    """

    id: str
    incident: str
    caption: str
    source: str
    source_kind: str
    kind: str
    tag: str
    stage: str
    taken_at: str
    arrived_at: str | None
    lat: float | None
    lon: float | None
    accuracy_m: float | None
    bearing_deg: int | None
    sha256: str
    url: str
    preview_sha256: str
    content_type: str
    size: int | None
    width: int | None
    height: int | None
    alike: str
    exif_taken_at: str | None
    exif_lat: float | None
    exif_lon: float | None
    refused_at: str | None
    refused_why: str
    refused_why_en: str
    at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, image: Image) -> Self:
        """Build the card; needs the state with its files, and the incident, or reads them."""
        state = image.state
        shown = state.original or state.preview
        return cls(
            id=str(image.id),
            incident=str(image.incident_id),
            caption=image.caption,
            source=image.source,
            source_kind=str(image.source_kind),
            kind=str(image.kind),
            tag=image.tag,
            stage=str(state.stage),
            taken_at=iso(image.taken_at),
            arrived_at=iso_or_none(image.arrived_at),
            lat=image.point.y if image.point else None,
            lon=image.point.x if image.point else None,
            accuracy_m=image.accuracy_m,
            bearing_deg=image.bearing_deg,
            sha256=state.original.sha256 if state.original else image.claimed_sha256,
            url=f"/media/{shown.sha256}" if shown else "",
            preview_sha256=state.preview.sha256 if state.preview else "",
            content_type=shown.content_type if shown else "",
            size=state.original.size if state.original else image.claimed_size,
            width=shown.width if shown else None,
            height=shown.height if shown else None,
            alike=str(state.alike),
            exif_taken_at=iso_or_none(state.exif_taken_at),
            exif_lat=state.exif_lat,
            exif_lon=state.exif_lon,
            refused_at=iso_or_none(state.refused_at),
            refused_why=state.refused_why,
            refused_why_en=state.refused_why_en,
            at=iso(image.taken_at),
            room=image.incident.room_id,
            exercise=image.exercise_id is not None,
            origin=image.origin,
        )
