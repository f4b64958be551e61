"""Drawing on the map of an incident."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from incidents.models import IncidentState
from incidents.plotting import folds
from incidents.plotting.actions.judge import (
    expiry_judged,
    fields_known,
    judged,
    visibility_judged,
)
from incidents.plotting.actions.telling import tell
from incidents.plotting.lifecycle import FIELDS, Style, VersionKind, Visibility
from incidents.plotting.models import Feature, FeatureState
from incidents.rights import RECORDING, require_open, require_part
from incidents.selectors import locked

MOST_AT_ONCE = 500
BLANK: dict[str, Any] = {
    "label": "",
    "note": "",
    "visibility": Visibility.ROOM.value,
    "expires_at": None,
    "buffer_m": 0,
    "style": Style.SOLID.value,
}


@door
def draw_feature(
    *,
    actor: Person | None,
    incident_id: UUID,
    geometry: Mapping[str, Any],
    category: str,
    label: str = "",
    note: str = "",
    visibility: str = Visibility.ROOM,
    expires_at: datetime | None = None,
    buffer_m: int = 0,
    style: str = Style.SOLID,
    occurred_at: datetime | None = None,
) -> FeatureState:
    """Draw a point, a line or an area (GeoJSON, longitude first).

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition`` when the incident has
    ended, or ``Invalid``.
    """
    incident = locked(incident_id, actor=actor)
    _may(actor, incident)
    given = {
        "geometry": geometry,
        "category": category,
        "label": label,
        "note": note,
        "visibility": str(visibility),
        "expires_at": expires_at,
        "buffer_m": buffer_m,
        "style": str(style),
    }
    return _drawn(_version(given, incident, actor), incident, actor, occurred_at or now())


@door
def draw_features(
    *, actor: Person | None, incident_id: UUID, given: Sequence[Mapping[str, Any]]
) -> list[FeatureState]:
    """Draw several at once, or none: one that cannot be drawn refuses them all.

    Each is the fields of ``draw_feature``. Raises as that does; the ``Invalid``
    names every wrong row, counted from 1, in ``rows``.
    """
    incident = locked(incident_id, actor=actor)
    _may(actor, incident)
    if not 1 <= len(given) <= MOST_AT_ONCE:
        raise Invalid(_("From 1 to %(most)s drawings at once.") % {"most": MOST_AT_ONCE})
    versions, wrong = [], []
    for number, row in enumerate(given, start=1):
        try:
            fields_known(row)
            versions.append(_version({**BLANK, **row}, incident, actor))
        except Invalid as refusal:
            wrong.append({"row": number, "message": str(refusal), **refusal.detail})
    if wrong:
        raise Invalid(
            _("%(count)s rows cannot be drawn; nothing was.") % {"count": len(wrong)},
            rows=wrong,
        )
    at = now()
    return [_drawn(version, incident, actor, at) for version in versions]


def _may(actor: Person | None, incident: IncidentState) -> None:
    require_part(actor, RECORDING, incident, to=_("draw on the map"))
    require_open(incident)


def _version(
    given: Mapping[str, Any], incident: IncidentState, actor: Person | None
) -> dict[str, Any]:
    missing = [name for name in FIELDS if name not in given]
    if missing:
        raise Invalid(_("Something that must be said is missing."), field=missing[0])
    values = {**given, "expires_at": None}
    version = judged(values, now_given=given)
    until = expiry_judged(given["expires_at"], incident.incident.exercise_id)
    visibility_judged(version["visibility"], authority.current(), actor)
    return {**version, "expires_at": until}


def _drawn(
    version: Mapping[str, Any], incident: IncidentState, actor: Person | None, at: datetime
) -> FeatureState:
    feature = Feature(incident=incident.incident, author=actor, drawn_at=at)
    feature.save(force_insert=True)
    state: FeatureState = folds.FEATURE.begin(feature)
    data = {**version, "changed": list(FIELDS)}
    made = folds.FEATURE.add(state, VersionKind.DRAWN, actor=actor, occurred_at=at, data=data)
    state.updated_by = actor
    tell(made, state, before=None, actor=actor)
    return state
