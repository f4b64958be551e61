"""A call for help, where the caller is now, and taking it back.

Nothing about an emergency is refused for its form: what cannot be read is left out.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from command.core.models import Person
from command.field.models import FieldOperation
from command.field.operations import Given, enter
from command.tasking.distress.actions import (
    announce_help_voice,
    cancel_help,
    move_help,
    raise_help,
)
from command.tasking.distress.models import HelpState


class Loose(serializers.Serializer[Any]):
    """Takes anything; the fields are read one by one."""

    def to_internal_value(self, data: Any) -> Given:
        """Return what was given, as it is."""
        return dict(data) if isinstance(data, dict) else {}


class HelpPayload(Loose):
    """Where the caller is and which order they work on, as far as either is known."""


class HelpPositionPayload(Loose):
    """Where the caller is now."""

    def validate(self, attrs: Given) -> Given:
        """Name a call."""
        return _named(attrs)


class HelpVoicePayload(Loose):
    """What the caller said; ``voice`` is the SHA-256 of an upload that follows."""

    def validate(self, attrs: Given) -> Given:
        """Name a call."""
        return _named(attrs)


class HelpCancelPayload(Loose):
    """The call that is taken back."""

    def validate(self, attrs: Given) -> Given:
        """Name a call."""
        return _named(attrs)


def call(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Raise it under the operation's own id, so that the phone knows it beforehand."""
    state = raise_help(
        actor=person,
        call_id=operation.pk,
        task_id=_uuid(given.get("task_id")),
        note=str(given.get("note") or ""),
        occurred_at=operation.occurred_at,
        **_spot(operation, given),
    )
    return _told(operation, state)


def position(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Say where the caller is now."""
    state = move_help(
        actor=person,
        call_id=given["help_id"],
        occurred_at=operation.occurred_at,
        **_spot(operation, given),
    )
    return _told(operation, state)


def voice(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Say that a recording follows; it names this operation."""
    note = announce_help_voice(
        actor=person,
        call_id=given["help_id"],
        voice_id=operation.pk,
        sha256=str(given.get("voice") or ""),
        code=operation.code,
        occurred_at=operation.occurred_at,
    )
    operation.exercise_id = note.exercise_id
    return {"help": str(note.call_id)}


def cancel(*, person: Person, operation: FieldOperation, given: Given) -> Given:
    """Take it back; it stays in the log."""
    state = cancel_help(
        actor=person, call_id=given["help_id"], occurred_at=operation.occurred_at
    )
    return _told(operation, state)


def _told(operation: FieldOperation, state: HelpState) -> Given:
    # What was done in an exercise goes when the exercise is removed.
    operation.exercise_id = state.call.exercise_id
    return {"help": str(state.pk), "number": state.call.number, "state": str(state.status)}


def _spot(operation: FieldOperation, given: Given) -> Given:
    """Return the position as the door takes it, its time by the corrected clock."""
    fixed_at = parse_datetime(str(given.get("fixed_at") or "")[:40])
    if fixed_at is not None:
        aware = fixed_at if fixed_at.tzinfo else fixed_at.replace(tzinfo=UTC)
        fixed_at = _corrected(aware, operation)
    return {
        "lat": _number(given.get("lat")),
        "lon": _number(given.get("lon")),
        "accuracy_m": _number(given.get("accuracy_m")),
        "fixed_at": fixed_at,
    }


def _corrected(at: datetime, operation: FieldOperation) -> datetime:
    try:
        return min(at - (operation.claimed_at - operation.occurred_at), operation.received_at)
    except OverflowError:
        return operation.occurred_at


def _number(given: Any) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    try:
        return float(given)
    except OverflowError:
        return None


def _uuid(given: Any) -> UUID | None:
    try:
        return UUID(str(given))
    except ValueError:
        return None


def _named(given: Given) -> Given:
    found = _uuid(given.get("help_id"))
    if found is None:
        raise serializers.ValidationError({"help_id": "UUID"})
    return {**given, "help_id": found}


enter("help", HelpPayload, call, label=gettext_lazy("Call for help"))
enter("help_voice", HelpVoicePayload, voice, label=gettext_lazy("Voice note of a call"))
enter("help_position", HelpPositionPayload, position, label=gettext_lazy("Position of a call"))
enter(
    "help_cancel",
    HelpCancelPayload,
    cancel,
    label=gettext_lazy("Call for help taken back"),
)
