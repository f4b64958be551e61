"""Where the facts about drawings are told, so that nobody hears of what they may not see.

What is for one city alone is told in that city's room, which the cities that share an
incident do not follow. Inside an exercise that room is the exercise's own, which
everybody follows: there only the bare fact is told.
"""

from dataclasses import asdict
from typing import Any

from command.core import journal, regions
from command.core.events import Event
from command.core.models import Person
from command.core.rooms import register_room
from incidents.plotting.events import (
    AboutFeature,
    FeatureChanged,
    FeatureDrawn,
    FeaturePublished,
    FeatureRemoved,
    FeatureRestored,
    FeatureWithdrawn,
)
from incidents.plotting.lifecycle import VersionKind, Visibility
from incidents.plotting.models import FeatureState, FeatureVersion
from incidents.plotting.selectors import FeatureCard

KINDS: dict[str, type[AboutFeature]] = {
    VersionKind.DRAWN: FeatureDrawn,
    VersionKind.CHANGED: FeatureChanged,
    VersionKind.REMOVED: FeatureRemoved,
    VersionKind.RESTORED: FeatureRestored,
}


def tell(
    version: FeatureVersion,
    state: FeatureState,
    *,
    before: str | None,
    actor: Person | None,
    back_to: int = 0,
) -> None:
    """Record one version. ``before`` is who saw the feature until now; none if it is new."""
    feature = state.feature
    own = feature.incident.room_id
    city = register_room(feature.origin, feature.exercise_id)
    joint = register_room(regions.REGION, feature.exercise_id)
    for_city = state.visibility == Visibility.CITY
    for_all = state.visibility == Visibility.ALL
    main = city if for_city else own
    left = {own} if for_city and before not in {None, Visibility.CITY} else set()
    if before == Visibility.ALL and not for_all:
        left.add(joint)
    journal.hold(main, *left, *([joint] if for_all else []))

    when = version.occurred_at
    ref = f"feature.{feature.id}"
    for room in sorted(left - {main}):
        gone = FeatureWithdrawn(feature_id=str(feature.id))
        journal.append(gone, room=room, actor=actor, changed={ref: None}, occurred_at=when)
    told = _event(
        version, state, bare=for_city and feature.exercise_id is not None, back=back_to
    )
    view = _view(state, bare=for_city and feature.exercise_id is not None)
    journal.append(told, room=main, actor=actor, changed={ref: view}, occurred_at=when)
    if for_all:
        public = FeaturePublished(**_about(state, bare=False) | {"incident_id": ""})
        shown = None if state.removed else asdict(FeatureCard.of(state, public=True))
        journal.append(public, room=joint, actor=actor, changed={ref: shown}, occurred_at=when)


def _event(version: FeatureVersion, state: FeatureState, *, bare: bool, back: int) -> Event:
    given = _about(state, bare=bare)
    if version.kind == VersionKind.CHANGED:
        given["fields"] = [] if bare else version.data["changed"]
    if version.kind == VersionKind.RESTORED:
        given["back_to"] = back
    told = KINDS[version.kind](**given)
    assert isinstance(told, Event)
    return told


def _about(state: FeatureState, *, bare: bool) -> dict[str, Any]:
    return {
        "incident_id": str(state.feature.incident_id),
        "feature_id": str(state.feature_id),
        "category": "" if bare else state.category,
        "label": "" if bare else state.label,
        "version": state.step,
    }


def _view(state: FeatureState, *, bare: bool) -> dict[str, Any] | None:
    if state.removed:
        return None
    card = asdict(FeatureCard.of(state))
    if not bare:
        return card
    return {name: card[name] for name in ("id", "origin", "exercise", "at")}
