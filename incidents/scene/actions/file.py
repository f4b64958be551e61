"""Reporting from the scene: counts, road, hazards, words, and a voice note to follow."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.ids import new_id
from command.core.models import Person
from command.core.policies import Post, require_sight
from command.core.uploads import sounds
from incidents import service
from incidents.actions import record_figure
from incidents.actions.judge import on_earth
from incidents.figures import FIGURES as KEPT
from incidents.lifecycle import ENDED
from incidents.models import IncidentState
from incidents.plotting.actions import draw_feature
from incidents.rights import RECORDING, require_not_merged, require_part
from incidents.scene import codes
from incidents.scene.events import SceneReported
from incidents.scene.lifecycle import (
    CATEGORIES,
    FIGURES,
    MOST_HAZARDS,
    MOST_PEOPLE,
    Count,
    Hazard,
    Road,
)
from incidents.scene.models import TEXT_LENGTH, SceneReport
from incidents.scene.selectors import changed
from incidents.selectors import locked

REPORTING = RECORDING | {Post.TEAM_MEMBER}
NOTE_LENGTH: Final = 120
FAR_M: Final = 100_000.0
Point = tuple[float, float]


@door
def file_scene_report(
    *,
    actor: Person | None,
    incident_id: UUID,
    report_id: UUID | None = None,
    code: str = "",
    task_id: UUID | None = None,
    counts: Mapping[str, int] | None = None,
    road: str = "",
    hazards: Sequence[Mapping[str, Any]] = (),
    text: str = "",
    lat: float | None = None,
    lon: float | None = None,
    accuracy_m: float | None = None,
    voice_sha256: str = "",
    occurred_at: datetime | None = None,
) -> SceneReport:
    """Take in what somebody on the spot reports; one word of any kind is enough.

    Each count becomes a figure of the incident whose source is this report, each hazard with
    a place a mark on its map. Those with a post in it may, and those who were sent there.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``BadTransition`` when the incident
    was merged into another, or ``Conflict`` when the key belongs to another report.
    """
    state = locked(incident_id, actor=None)
    _authorise(actor, state)
    require_not_merged(state)
    if report_id is not None and SceneReport.objects.filter(pk=report_id).exists():
        raise Conflict(_("This key belongs to another report."))
    point = _point(lat, lon)
    report = SceneReport(
        id=report_id or new_id(),
        incident=state.incident,
        task=task_id,
        actor=actor,
        counts=_counts(counts or {}),
        road=_road(road),
        hazards=[_hazard(each, point) for each in _few(hazards)],
        text=_text(text, TEXT_LENGTH, "text"),
        point=on_earth(point) if point else None,
        accuracy_m=_accuracy(accuracy_m),
        voice_sha256=sounds.announced(voice_sha256) if voice_sha256 else "",
        occurred_at=occurred_at or now(),
        received_at=now(),
        code=code or codes.new_code(),
    )
    said = (report.counts, report.road, report.hazards, report.text, report.voice_sha256)
    if not any(said):
        raise Invalid(_("A report says at least one thing."), field="text")
    report.figures = _record(report, actor)
    report.hazards = [_draw(each, report, state, actor) for each in report.hazards]
    report.save(force_insert=True)
    journal.append(
        SceneReported(
            incident_id=str(incident_id),
            report_id=str(report.pk),
            code=report.code,
            counts=report.counts,
            road=report.road,
            hazards=[each["kind"] for each in report.hazards],
            text=report.text,
            voice=bool(report.voice_sha256),
        ),
        room=state.incident.room_id,
        actor=actor,
        changed=changed(report),
        occurred_at=report.occurred_at,
    )
    return report


def _authorise(actor: Person | None, state: IncidentState) -> None:
    if actor is None or service.is_sent(actor, state.incident_id):
        return
    require_sight(actor, state.incident.room_id)
    require_part(actor, REPORTING, state, to=_("report from the scene"))


def _record(report: SceneReport, actor: Person | None) -> list[str]:
    """Make a figure of each count that is one; the report is their source."""
    source = f"{actor.name if actor else ''} {codes.shown(report.code)}".strip()
    made = []
    for name, number in report.counts.items():
        key = FIGURES.get(Count(name))
        if key is None:
            continue
        # Authorised above: who is sent there has no post over the incident.
        figure = record_figure(
            actor=None,
            incident_id=report.incident_id,
            key=key,
            value=number,
            unit=KEPT[key].unit,
            source=source,
            observed_at=report.occurred_at,
        )
        made.append(str(figure.pk))
    return made


def _draw(
    hazard: dict[str, Any], report: SceneReport, state: IncidentState, actor: Person | None
) -> dict[str, Any]:
    """Put a hazard on the map, if it has a place and the incident has not ended."""
    if hazard["lat"] is None or state.status in ENDED:
        return hazard
    name = str(Hazard(hazard["kind"]).label)
    who = actor.name if actor else ""
    drawn = draw_feature(
        actor=None,
        incident_id=report.incident_id,
        geometry={"type": "Point", "coordinates": [hazard["lon"], hazard["lat"]]},
        category=CATEGORIES[Hazard(hazard["kind"])],
        label=f"{name} {codes.shown(report.code)}",
        note=" · ".join(part for part in (hazard["note"], who) if part),
        occurred_at=report.occurred_at,
    )
    return {**hazard, "feature": str(drawn.feature_id)}


def _counts(given: Mapping[str, int]) -> dict[str, int]:
    for name, number in given.items():
        if name not in Count.values:
            raise Invalid(_("Nobody is counted like that."), field=f"counts.{name}")
        if not 0 <= number <= MOST_PEOPLE:
            raise Invalid(_("This number of people cannot be."), field=f"counts.{name}")
    return {name: int(given[name]) for name in Count.values if name in given}


def _road(given: str) -> str:
    if given and given not in Road.values:
        raise Invalid(_("A road is open, difficult or blocked."), field="road")
    return given


def _few(hazards: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    if len(hazards) > MOST_HAZARDS:
        raise Invalid(
            _("At most %(most)s hazards in one report.") % {"most": MOST_HAZARDS},
            field="hazards",
        )
    return hazards


def _hazard(given: Mapping[str, Any], here: Point | None) -> dict[str, Any]:
    if given.get("kind") not in Hazard.values:
        raise Invalid(_("There is no such hazard."), field="hazards.kind")
    place = _point(given.get("lat"), given.get("lon")) or here
    if place:
        on_earth(place)
    return {
        "kind": str(given["kind"]),
        "note": _text(str(given.get("note") or ""), NOTE_LENGTH, "hazards.note"),
        "lat": place[0] if place else None,
        "lon": place[1] if place else None,
    }


def _point(lat: float | None, lon: float | None) -> Point | None:
    if (lat is None) != (lon is None):
        raise Invalid(_("A position has a latitude and a longitude."), field="lat")
    return (lat, lon) if lat is not None and lon is not None else None


def _text(given: str, most: int, field: str) -> str:
    text = given.strip()
    if len(text) > most:
        raise Invalid(_("This is too long."), field=field, limit=most)
    return text


def _accuracy(given: float | None) -> float | None:
    if given is not None and not 0 <= given <= FAR_M:
        raise Invalid(_("This accuracy cannot be."), field="accuracy_m")
    return given
