"""Changing what is drawn: every change is a version, and takes nobody's work away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotThere
from command.core.models import Person
from incidents.plotting import folds
from incidents.plotting.actions.judge import (
    expiry_judged,
    fields_known,
    judged,
    visibility_judged,
)
from incidents.plotting.actions.meeting import refuse_what_met
from incidents.plotting.actions.telling import tell
from incidents.plotting.lifecycle import FIELDS, VersionKind
from incidents.plotting.models import FeatureState, FeatureVersion
from incidents.plotting.selectors import open_to, seen
from incidents.plotting.selectors.sight import JOINED
from incidents.rights import RECORDING, require_open, require_part
from incidents.selectors import locked

Values = dict[str, Any]


@door
def change_feature(
    *, actor: Person | None, feature_id: UUID, base: int, given: Mapping[str, Any]
) -> FeatureState:
    """Change some of a feature's fields; ``base`` is the version they were read from.

    What others changed meanwhile in other fields stays. A field that somebody has
    set to something else since ``base`` raises ``Conflict``, which names both
    values in ``fields``. Raises ``NotThere``, ``NotPermitted``, ``Invalid`` and
    ``BadTransition`` besides.
    """
    state = _locked(feature_id, actor)
    if state.removed:
        raise BadTransition(_("This drawing was taken off the map. Restore it first."))
    fields_known(given)
    return _write(state, VersionKind.CHANGED, actor, base=base, given=given)


@door
def remove_feature(*, actor: Person | None, feature_id: UUID) -> FeatureState:
    """Take a feature off the map; its versions stay, and it can be restored.

    Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``.
    """
    state = _locked(feature_id, actor)
    if state.removed:
        raise BadTransition(_("This drawing was taken off the map already."))
    return _write(state, VersionKind.REMOVED, actor, base=state.step, given={})


@door
def restore_feature(
    *, actor: Person | None, feature_id: UUID, version: int, base: int
) -> FeatureState:
    """Make a feature again what one of its versions says, as a new version.

    ``base`` is the version that the person looked at; what others changed since
    raises ``Conflict``. Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``
    besides.
    """
    state = _locked(feature_id, actor)
    found = FeatureVersion.objects.filter(
        feature=feature_id, step=version, data__visibility__in=sorted(open_to(actor, state))
    ).first()
    if found is None:
        raise NotThere(_("There is no such version."))
    given = {name: found.data[name] for name in FIELDS}
    return _write(state, VersionKind.RESTORED, actor, base=base, given=given, back_to=version)


def _locked(feature_id: UUID, actor: Person | None) -> FeatureState:
    """Return the state of a feature whose incident and row are locked, judged by rights."""
    header = FeatureState.objects.filter(pk=feature_id).select_related("feature").first()
    if header is None:
        raise NotThere(_("No such drawing, or not visible to you."))
    if actor is not None:
        seen(feature_id, actor)
    incident = locked(header.feature.incident_id, actor=actor)
    rows = FeatureState.objects.select_for_update(of=("self",)).select_related(*JOINED)
    state = rows.get(pk=feature_id)
    if actor is not None:
        seen(feature_id, actor)  # it may have been hidden while this waited
    require_part(actor, RECORDING, incident, to=_("draw on the map"))
    require_open(incident)
    return state


def _write(
    state: FeatureState,
    kind: VersionKind,
    actor: Person | None,
    *,
    base: int,
    given: Mapping[str, Any],
    back_to: int = 0,
) -> FeatureState:
    if not 1 <= base <= state.step:
        raise Invalid(_("There is no such version."), field="base", version=state.step)
    before = folds.values_of(state)
    wanted = _kept(state, kind, given)
    version = judged({**before, **wanted}, now_given=wanted)
    changed = [name for name in wanted if version[name] != before[name]]
    refuse_what_met(state, base, {name: version[name] for name in changed}, actor)
    if "visibility" in changed:
        visibility_judged(version["visibility"], state.feature.origin, actor)
    if kind == VersionKind.CHANGED and not changed:
        return state
    was = str(state.visibility)
    data = {**version, "changed": changed}
    made = folds.FEATURE.add(state, kind, actor=actor, occurred_at=now(), data=data)
    state.updated_by = actor
    tell(made, state, before=was, actor=actor, back_to=back_to)
    return state


def _kept(state: FeatureState, kind: VersionKind, given: Mapping[str, Any]) -> Values:
    """Return the given fields; times as they are kept, those of an old version unjudged."""
    wanted = dict(given)
    if kind == VersionKind.CHANGED and "expires_at" in wanted:
        wanted["expires_at"] = expiry_judged(wanted["expires_at"], state.feature.exercise_id)
    return wanted
