"""Reports from the scene as people may see them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import rooms_visible_to
from command.core.times import iso, iso_or_none
from command.core.waiting import Coded
from incidents.scene import codes, words
from incidents.scene.models import SceneReport
from incidents.selectors import seen

MOST = 100


@dataclass(frozen=True, slots=True)
class SceneReportCard:
    """One report.

    ``voice`` is where the voice note is heard; until it arrives, and after it was destroyed
    by law, nothing. ``at`` is when it was said, ``received_at`` when it was known.
    """

    id: str
    incident: str
    task: str | None
    author: str
    counts: dict[str, int]
    figures: list[str]
    road: str
    hazards: list[dict[str, Any]]
    text: str
    lat: float | None
    lon: float | None
    accuracy_m: float | None
    voice: str | None
    voice_type: str
    voice_awaited: bool
    voice_at: str | None
    voice_purged_at: str | None
    code: str
    at: str
    received_at: str
    room: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, report: SceneReport) -> Self:
        """Build the card; asks nothing when author, incident and voice were fetched along."""
        voice = None if report.purged_at else report.voice
        return cls(
            id=str(report.pk),
            incident=str(report.incident_id),
            task=str(report.task) if report.task else None,
            author=report.actor.name if report.actor else "",
            counts=report.counts,
            figures=report.figures,
            road=report.road,
            hazards=report.hazards,
            text=report.text,
            lat=report.point.y if report.point else None,
            lon=report.point.x if report.point else None,
            accuracy_m=report.accuracy_m,
            voice=f"/media/{voice.sha256}" if voice else None,
            voice_type=voice.content_type if voice else "",
            voice_awaited=bool(report.voice_sha256) and report.voice_id is None,
            voice_at=iso_or_none(report.voice_at),
            voice_purged_at=iso_or_none(report.purged_at),
            code=codes.shown(report.code),
            at=iso(report.occurred_at),
            received_at=iso(report.received_at),
            room=report.incident.room_id,
            exercise=report.exercise_id is not None,
            origin=report.origin,
        )


def visible_to(person: Person) -> QuerySet[SceneReport]:
    """Return the reports of the incidents that ``person`` may see, newest first."""
    rooms = rooms_visible_to(person).values("key")
    return with_all().filter(incident__room__in=rooms)


def with_all() -> QuerySet[SceneReport]:
    """Return all reports with what their cards need; for the system, never for a person."""
    return SceneReport.objects.select_related("actor", "incident", "voice")


def seen_report(report_id: UUID, person: Person) -> SceneReport:
    """Return a report that ``person`` may see. Raises ``NotThere`` otherwise."""
    found = visible_to(person).filter(pk=report_id).first()
    if found is None:
        raise no_such(report_id)
    return found


def of_incident(
    incident_id: UUID, person: Person, *, limit: int = MOST, offset: int = 0
) -> list[SceneReportCard]:
    """Return the reports of an incident, newest first. Raises ``NotThere``."""
    rows = with_all().filter(incident=seen(incident_id, person))
    return [SceneReportCard.of(row) for row in rows[offset : offset + limit]]


def coded(code: str, person: Person) -> list[SceneReport]:
    """Return the reports that bear a code, of those ``person`` may see; newest first."""
    return list(visible_to(person).filter(code=code)[:5])


def found(person: Person, typed: str) -> Iterator[Coded]:
    """Yield the reports of a receipt code, for the search."""
    code = codes.read(typed)
    if code is None:
        return
    for report in coded(code, person):
        at = localtime(report.occurred_at)
        yield Coded(
            id=str(report.pk),
            name=f"{codes.shown(code)} · {_line(report)}",
            detail=f"{report.incident.title} · {at:%m-%d %H:%M}",
            url=f"{reverse('incident-scene', args=[report.incident_id])}#report-{report.pk}",
            at=report.received_at,
        )


def _line(report: SceneReport) -> str:
    told = {
        "counts": report.counts,
        "road": report.road,
        "hazards": [each["kind"] for each in report.hazards],
        "text": report.text,
        "voice": report.voice_sha256,
    }
    author = report.actor.name if report.actor else ""
    return f"{author}: {words.line(told)}"


def changed(report: SceneReport) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches a report."""
    return {f"scene_report.{report.pk}": asdict(SceneReportCard.of(report))}


def may_see(sha256: str, person: Person) -> bool:
    """Return whether a report in the sight of ``person`` has a voice note of this content."""
    return visible_to(person).filter(voice__sha256=sha256, purged_at__isnull=True).exists()


def no_such(report_id: UUID) -> NotThere:
    """Return the refusal for a report that is hidden or missing."""
    return NotThere(
        gettext_lazy("No such report, or not visible to you."), report_id=str(report_id)
    )
