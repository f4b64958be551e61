"""Handing an alarm over: from whoever looks after it to a named person, who must accept."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Invalid, NotPermitted
from command.core.models import Person
from incidents.monitoring import folds
from incidents.monitoring.actions.acknowledge import named, require_desk
from incidents.monitoring.actions.facts import record, told
from incidents.monitoring.alarm_events import (
    AboutAlarm,
    AlarmHandedOver,
    AlarmKept,
    AlarmTakenOver,
)
from incidents.monitoring.lifecycle import AlarmStatus
from incidents.monitoring.models import AlarmState
from incidents.monitoring.selectors import locked_alarm

REMARK = 300  # characters


@door
def hand_over_alarm(*, actor: Person | None, alarm_id: UUID, to_id: UUID) -> AlarmState:
    """Offer an alarm that one looks after to somebody on duty; it stays one's own until taken.

    Offered already: to somebody else instead. Raises ``NotThere``, ``NotPermitted`` unless it
    is one's own, ``Invalid`` for somebody who is not at a desk where the alarm belongs, or
    ``BadTransition`` when it is not acknowledged.
    """
    state = locked_alarm(alarm_id, actor=actor)
    person = named(actor)
    require_desk(person, state, to=_("hand over an alarm"))
    if state.status != AlarmStatus.ACKNOWLEDGED:
        raise BadTransition(
            _("Only an acknowledged alarm is handed over; this one is “%(status)s”.")
            % {"status": AlarmStatus(state.status).label},
            status=str(state.status),
        )
    if state.owner != person:
        raise NotPermitted(
            _("%(name)s looks after this alarm: only they can hand it over.")
            % {"name": state.owner.name if state.owner else "—"}
        )
    to = _somebody(to_id, person, state)
    _write(state, folds.HANDED, person, AlarmHandedOver, {"to": str(to.pk)}, to)
    return state


@door
def take_alarm(*, actor: Person | None, alarm_id: UUID, remark: str = "") -> AlarmState:
    """Accept an alarm that one is offered; from now on one looks after it.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` when it is not offered to one.
    """
    state = locked_alarm(alarm_id, actor=actor)
    person = named(actor)
    require_desk(person, state, to=_("take an alarm over"))
    if state.offered_to != person:
        raise _not_offered(state)
    data = {"remark": _said(remark)}
    _write(state, folds.TAKEN, person, AlarmTakenOver, data, state.owner)
    return state


@door
def keep_alarm(*, actor: Person | None, alarm_id: UUID, remark: str = "") -> AlarmState:
    """Decline an alarm, or offer one's own no longer: it stays whose it was.

    Raises ``NotThere``, ``NotPermitted``, or ``BadTransition`` when it is not offered.
    """
    state = locked_alarm(alarm_id, actor=actor)
    person = named(actor)
    if state.offered_to is None or person not in {state.offered_to, state.owner}:
        require_desk(person, state, to=_("answer the hand-over of an alarm"))
        raise _not_offered(state)
    data = {"remark": _said(remark)}
    _write(state, folds.KEPT, person, AlarmKept, data, state.owner)
    return state


def _somebody(to_id: UUID, giver: Person, state: AlarmState) -> Person:
    to = Person.objects.filter(pk=to_id, is_active=True).exclude(pk=giver.pk).first()
    refusal = Invalid(
        _("Choose somebody else who is on duty at a desk where the alarm belongs."),
        field="to_id",
    )
    if to is None:
        raise refusal
    try:
        require_desk(to, state, to="")
    except NotPermitted:
        raise refusal from None
    return to


def _write(
    state: AlarmState,
    kind: str,
    actor: Person,
    fact: type[AboutAlarm],
    data: dict[str, str],
    other: Person | None,
) -> None:
    """Write a change and tell it; ``other`` is whom the fact names besides the actor."""
    at = now()
    words: dict[str, Any] = {"person": other.name if other else ""}
    if "remark" in data:
        words["remark"] = data["remark"]
    folds.ALARM.add(state, kind, actor=actor, occurred_at=at, data=data)
    record(
        [told(fact, state, at, **words)],
        actor,
        also={f"alarm_offer.{state.pk}": None},
    )


def _said(remark: str) -> str:
    told = remark.strip()
    if len(told) > REMARK or "\x00" in told:
        raise Invalid(_("At most %(most)d characters.") % {"most": REMARK}, field="remark")
    return told


def _not_offered(state: AlarmState) -> BadTransition:
    if state.offered_to is None:
        return BadTransition(
            _("This alarm is offered to nobody."), owner=state.owner.name if state.owner else ""
        )
    return BadTransition(
        _("This alarm is offered to %(name)s.") % {"name": state.offered_to.name},
        to=state.offered_to.name,
    )
