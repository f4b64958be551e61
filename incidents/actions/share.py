"""Letting neighbours in."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person, Share
from command.core.policies import require
from command.core.times import clock, iso_or_none
from incidents import folds
from incidents.actions.judge import said
from incidents.events import IncidentShared
from incidents.models import Incident, IncidentState
from incidents.rights import SHARING, require_open
from incidents.selectors import changed, locked


@door
def share_incident(
    *,
    actor: Person | None,
    incident_id: UUID,
    grantees: Iterable[str],
    reason: str,
    until: datetime | None,
    occurred_at: datetime | None = None,
) -> Incident:
    """Share an incident with other cities, which makes it joint; they see it at once.

    ``until`` is when their sight ends by itself. In an exercise it ends with the
    exercise, whose clock is not that of the wall. Raises ``NotThere``,
    ``NotPermitted``, ``BadTransition`` or ``Invalid``.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require(actor, SHARING, to=_("share an incident"), region=state.lead_authority)
    require_open(state)
    cities = _judged(grantees, incident)
    ends_at = None if incident.exercise_id else until
    if ends_at is not None and ends_at <= clock():
        raise Invalid(_("The share would be over before it begins."), field="until")

    let_in(state, cities, actor=actor, reason=reason, ends_at=ends_at, at=occurred_at or now())
    return incident


def let_in(
    state: IncidentState,
    cities: list[str],
    *,
    actor: Person | None,
    reason: str,
    ends_at: datetime | None,
    at: datetime,
) -> list[Share]:
    """Write and record the sight of judged cities; part of a door, never one itself."""
    incident = state.incident
    given = [
        Share(
            room_id=incident.room_id,
            grantee_id=city,
            reason=said("reason", reason)[:200],
            starts_at=clock(),
            ends_at=ends_at,
        )
        for city in cities
    ]
    for share in given:
        share.save(force_insert=True)
    told_until = iso_or_none(ends_at)
    data = {"grantees": cities, "until": told_until, "reason": reason}
    folds.INCIDENT.add(state, folds.SHARED, actor=actor, occurred_at=at, data=data)
    journal.append(
        IncidentShared(
            incident_id=str(incident.id), grantees=cities, until=told_until, reason=reason
        ),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
        occurred_at=at,
    )
    journal.announce(incident.room_id)
    return given


def _judged(grantees: Iterable[str], incident: Incident) -> list[str]:
    cities = sorted(set(grantees))
    own = regions.city_of(incident.region_id)
    # A banner that takes part is named itself: what its city sees is not its to see.
    wrong = [
        code
        for code in cities
        if not regions.known(code)
        or regions.city_of(code) not in regions.CITIES
        or code in {own, incident.region_id}
    ]
    if wrong or not cities:
        raise Invalid(
            _("An incident is shared with other cities, or with a banner that is named."),
            field="grantees",
            wrong=wrong,
            allowed=[code for code in regions.CITIES if code != own],
        )
    return cities
