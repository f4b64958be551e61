"""The people's page of what was reported from the scene."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command.core.models import Person
from incidents.frame import frame
from incidents.scene import selectors, words
from incidents.scene.lifecycle import Count
from incidents.scene.selectors import SceneReportCard


@dataclass(frozen=True, slots=True)
class Shown:
    """One report as people read it. ``late_min`` is how long it was on its way."""

    card: SceneReportCard
    counts: list[tuple[str, int]]
    road: str
    hazards: list[dict[str, Any]]
    at: datetime
    received_at: datetime

    @classmethod
    def of(cls, card: SceneReportCard) -> Self:
        """Put a report into words."""
        return cls(
            card=card,
            counts=[
                (str(count.label), card.counts[count])
                for count in Count
                if count in card.counts
            ],
            road=words.road(card.road),
            hazards=[{**each, "name": words.hazard(each["kind"])} for each in card.hazards],
            at=datetime.fromisoformat(card.at),
            received_at=datetime.fromisoformat(card.received_at),
        )

    @property
    def late_min(self) -> int:
        """Minutes from when it was said to when it was known."""
        return int((self.received_at - self.at).total_seconds() // 60)


@require_GET
@never_cache
def scene(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show what was reported from the scene of an incident, newest first."""
    person = cast(Person, request.user)
    context = frame(person, incident_id, "scene") | _reports(incident_id, person)
    return render(request, "scene/room.html", context)


@require_GET
@never_cache
def panel(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Show the reports anew."""
    person = cast(Person, request.user)
    return render(request, "scene/_reports.html", _reports(incident_id, person))


def _reports(incident_id: UUID, person: Person) -> dict[str, Any]:
    cards = selectors.of_incident(incident_id, person)
    return {"reports": [Shown.of(card) for card in cards], "read_at": now()}
