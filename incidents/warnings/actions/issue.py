"""Issuing, updating and lifting warnings."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from incidents.actions.judge import said
from incidents.models import EventType, Incident
from incidents.rights import require_open
from incidents.selectors import locked as locked_incident
from incidents.warnings import events, words
from incidents.warnings.actions import duties, tell
from incidents.warnings.actions.content import Content
from incidents.warnings.cap.writing import BEIJING
from incidents.warnings.lifecycle import STANDING, Handling, Kind
from incidents.warnings.models import IssuingUnit, PublicWarning, WarningVersion
from incidents.warnings.rights import require_desk_of
from incidents.warnings.selectors import fresh, locked

NOTHING: Mapping[str, Any] = MappingProxyType({})


@door
def issue_warning(
    *,
    actor: Person | None,
    unit: str,
    event_type: str,
    level: int | None,
    onset_at: datetime | None,
    expires_at: datetime | None,
    regions: list[str],
    matters: str,
    advice: str,
    issued_at: datetime | None,
    incident_id: UUID | None = None,
    more: Mapping[str, Any] = NOTHING,
) -> PublicWarning:
    """Issue a warning in the name of a unit; ``unit`` is its sender code.

    Eight things must be said: kind, level, start, area, matters, advice, unit, and time
    of issue. ``more`` are further fields of ``Content``. Starts the clock of those who
    must decide. Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, or ``Invalid``
    naming the field.
    """
    issuer = _unit(unit)
    incident = _incident(incident_id, actor)
    require_desk_of(actor, issuer.region_id, to=_("issue a warning"))
    content = Content(
        level=level,
        onset_at=onset_at,
        expires_at=expires_at,
        regions=tuple(regions),
        matters=matters,
        advice=advice,
        **_tupled(more),
    ).judged()
    kind = _type(event_type)
    at = _time(issued_at)
    exercise = incident.exercise_id if incident else authority.exercise()
    warning = PublicWarning(
        incident=incident,
        event_type=kind,
        region_id=issuer.region_id,
        unit_code=issuer.code,
        unit_name=issuer.name_zh,
        unit_name_en=issuer.name_en,
        room=tell.room_of(incident, issuer.region_id, exercise),
        issued_at=at,
    )

    warning.save(force_insert=True)
    version = _say(warning, Kind.ALERT, content, at, actor, step=1)
    tell.hold_all(warning, version)
    tell.issued(warning, version, actor, events.WarningIssued)
    duties.start(warning, version, actor)
    return warning


@door
def update_warning(
    *,
    actor: Person | None,
    warning_id: UUID,
    issued_at: datetime | None,
    changes: Mapping[str, Any] = NOTHING,
) -> PublicWarning:
    """Adjust a warning and issue it anew; ``changes`` are fields of ``Content``.

    What is not given stays as it was.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``BadTransition`` when the
    warning no longer stands.
    """
    warning, last = _standing(warning_id, actor, _("update a warning"))
    content = Content.of(last).changed(_tupled(changes)).judged()
    at = _time(issued_at)

    version = _say(warning, Kind.UPDATE, content, at, actor, step=last.step + 1)
    tell.hold_all(warning, version)
    tell.issued(warning, version, actor, events.WarningUpdated)
    duties.adjust(warning, version, actor)
    return warning


@door
def cancel_warning(
    *,
    actor: Person | None,
    warning_id: UUID,
    reason: str,
    issued_at: datetime | None,
    advice: str = "",
) -> PublicWarning:
    """Lift a warning: the danger is over. Raises as ``update_warning`` does."""
    warning, last = _standing(warning_id, actor, _("lift a warning"))
    why = said("reason", reason)
    content = Content.of(last).changed({"matters": why, "advice": advice.strip() or why})
    at = _time(issued_at)

    version = _say(warning, Kind.CANCEL, content.judged(), at, actor, step=last.step + 1)
    tell.hold_all(warning, version)
    card = fresh(warning.pk)
    fact = events.WarningCancelled(
        warning_id=card.id, headline=card.headline, level=card.level, reason=why
    )
    tell.tell(fact, card, actor, at)
    tell.tell_addressed(warning, card, actor)
    duties.lapse(warning, actor, at, _("the warning was lifted"))
    return warning


def _standing(
    warning_id: UUID, actor: Person | None, act: str
) -> tuple[PublicWarning, WarningVersion]:
    warning = locked(warning_id, actor=actor)
    require_desk_of(actor, warning.region_id, to=act)
    last = list(warning.versions.all())[-1]
    if warning.foreign:
        raise Conflict(_("A foreign warning is changed by messages of its sender only."))
    if last.kind not in STANDING:
        raise BadTransition(
            _("This warning is “%(state)s” already.") % {"state": Kind(last.kind).label},
            status=str(last.kind),
        )
    return warning, last


def _say(
    warning: PublicWarning,
    kind: Kind,
    content: Content,
    at: datetime,
    actor: Person | None,
    *,
    step: int,
) -> WarningVersion:
    drill = warning.exercise_id is not None
    named = warning.event_type.name_zh if warning.event_type else warning.event_text
    version = WarningVersion(
        warning=warning,
        step=step,
        kind=kind.value,
        handling=(Handling.EXERCISE if drill else Handling.ACTUAL).value,
        identifier=_identifier(warning, at),
        sent_at=at,
        headline=words.headline(
            warning.unit_name, kind, named, content.level or 0, drill=drill
        ),
        actor=actor,
        **content.stored(warning.region_id),
    )
    version.save(force_insert=True)
    return version


def _identifier(warning: PublicWarning, at: datetime) -> str:
    plain = f"{warning.unit_code}_{at.astimezone(BEIJING):%Y%m%d%H%M%S}"
    same = WarningVersion.objects.filter(
        exercise=warning.exercise_id, identifier__startswith=plain
    )
    taken = set(same.values_list("identifier", flat=True))
    for name in (plain, *(f"{plain}_{n}" for n in range(1, 10))):
        if name not in taken:
            return name
    raise Conflict(_("This unit has sent too many messages in this second."))


def _tupled(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {n: tuple(v) if isinstance(v, list) else v for n, v in changes.items()}


def _time(issued_at: datetime | None) -> datetime:
    if issued_at is None:
        raise Invalid(_("Something that must be said is missing."), field="issued_at")
    # A message tells whole seconds; only in an exercise, where time runs, is more kept.
    return issued_at if authority.exercise() else issued_at.replace(microsecond=0)


def _unit(code: str) -> IssuingUnit:
    if not code.strip():
        raise Invalid(_("Something that must be said is missing."), field="unit")
    found: IssuingUnit | None = IssuingUnit.in_force.filter(code=code).first()
    if found is None:
        raise Invalid(_("There is no such issuing unit."), field="unit")
    return found


def _type(code: str) -> EventType:
    if not code.strip():
        raise Invalid(_("Something that must be said is missing."), field="event_type")
    found = EventType.objects.filter(pk=code).first()
    if found is None:
        raise Invalid(_("There is no such event type."), field="event_type")
    return found


def _incident(incident_id: UUID | None, actor: Person | None) -> Incident | None:
    if incident_id is None:
        return None
    state = locked_incident(incident_id, actor=actor)
    require_open(state)
    incident: Incident = state.incident
    return incident
