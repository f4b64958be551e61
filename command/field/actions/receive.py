"""Taking in what a phone did: each act once, with what it does, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import override

from command.core import journal, tongues
from command.core.doors import door
from command.core.errors import BadTransition, Invalid, Refusal
from command.core.models import Person
from command.field import operations
from command.field.cards import changed
from command.field.clock import Sender
from command.field.events import FieldConflictRaised
from command.field.models import WORDS_LENGTH, FieldConflict, FieldOperation
from command.field.operations import About, Given, Kind
from incidents.scene import codes

Outcome = FieldOperation.Outcome
SETTLED = (Outcome.APPLIED, Outcome.LEFT)


class NotYet(Refusal):
    """Something that it needs has not been applied; nothing is lost, send it again."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "waiting"


@dataclass(frozen=True, slots=True)
class Sent:
    """One act as the phone sent it; ``created_at`` by the phone's own clock."""

    id: UUID
    sequence: int
    kind: str
    payload: Given
    created_at: datetime
    base_version: str = ""
    needs: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an act; ``again`` when it had been settled before."""

    outcome: str
    code: str
    reason: str
    reason_en: str
    at: datetime
    result: dict[str, Any]

    @classmethod
    def of(cls, row: FieldOperation, *, again: bool = False) -> Self:
        """Say what became of it; what was done before is a duplicate now."""
        settled = row.outcome in SETTLED
        outcome = "duplicate" if again and settled else str(row.outcome)
        said = (row.reason, row.reason_en)
        return cls(outcome, row.code, *said, row.occurred_at, row.result)


@door
def receive_operation(*, actor: Person, sent: Sent, sender: Sender) -> Answer:
    """Carry out what somebody did on their phone, once per id; say what became of it.

    What newer data disagrees with is laid before the liaison of the city. Raises ``NotYet``
    or the refusal of the door that was knocked at; then nothing is left of it.
    """
    row = _row(actor, sent, sender)
    done = _claim(row)
    if done is not None:
        return _again(done, actor, sent)
    _require_needs(actor, sent.needs)
    kind = operations.named(sent.kind)
    given = kind.read(sent.payload)
    refusal = _attempt(row, kind, given)
    if refusal is not None:
        about = kind.about(actor, given) if kind.about else None
        if about is None:
            raise refusal
        # The liaison and the sender may read different languages: it is asked in both.
        with override(tongues.other()):
            again = _attempt(row, kind, given)
            told = str(again.message) if again else ""
        if again is not None:
            why = tongues.pair(str(refusal.message), told)
            _lay_before_liaison(row, about, *(words[:WORDS_LENGTH] for words in why))
    return Answer.of(row)


class _Stale(BadTransition):
    """Newer data disagrees with what the phone had shown."""


def _row(actor: Person, sent: Sent, sender: Sender) -> FieldOperation:
    return FieldOperation(
        id=sent.id,
        person=actor,
        device=sender.device,
        sequence=sent.sequence,
        kind=sent.kind,
        payload=sent.payload,
        base_version=sent.base_version,
        claimed_at=sent.created_at,
        occurred_at=sender.corrected(sent.created_at),
        received_at=now(),
        received_on=localdate(),
        ahead_ms=sender.ahead_ms,
        code=_fresh_code(timedelta(days=sender.limits.code_days)),
    )


def _fresh_code(kept: timedelta) -> str:
    """Return a code that no act of the last days has; the table has the last word."""
    while True:
        code = codes.new_code()
        given = FieldOperation.objects.filter(code=code, received_on__gt=localdate() - kept)
        if not given.exists():
            return code


def _claim(row: FieldOperation) -> FieldOperation | None:
    """Write the row; or return the one of the same id, when its writer is through."""
    try:
        # A savepoint: waits for a first sender in flight, then fails on the id.
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        done = FieldOperation.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
        if done is None:  # not the id but the code: two drew the same at this moment
            raise
        return done
    return None


def _again(done: FieldOperation, actor: Person, sent: Sent) -> Answer:
    if done.person_id != actor.pk:
        raise Invalid(_("This id belongs to an act of somebody else."), field="id")
    if (done.kind, done.payload) != (sent.kind, sent.payload):
        raise Invalid(
            _("It was received before it was changed. Send the change as something new."),
            field="id",
        )
    return Answer.of(done, again=True)


def _require_needs(actor: Person, needs: Sequence[UUID]) -> None:
    if not needs:
        return
    through = FieldOperation.objects.filter(person=actor, pk__in=needs, outcome__in=SETTLED)
    found = set(through.values_list("pk", flat=True))
    lacking = [str(need) for need in needs if need not in found]
    if lacking:
        raise NotYet(_("Something before it has not been applied yet."), needs=lacking)


def _attempt(row: FieldOperation, kind: Kind, given: Given) -> BadTransition | None:
    """Carry it out; or return what stands in the way, and nothing of it is left."""
    try:
        with transaction.atomic():
            _carry_out(row, kind, given)
    except BadTransition as refusal:
        return refusal
    return None


def _carry_out(row: FieldOperation, kind: Kind, given: Given) -> None:
    about = kind.about(row.person, given) if kind.about else None
    if about is not None and kind.stale is not None:
        why = kind.stale(row.person, row, given, about)
        if why:
            raise _Stale(why)
    perform(row, kind, given, about)


def perform(row: FieldOperation, kind: Kind, given: Given, about: About | None) -> None:
    """Do the deed of an operation and write down what came of it; for doors."""
    row.result = kind.run(person=row.person, operation=row, given=given)
    row.outcome = Outcome.APPLIED
    if about is not None:
        row.thing, row.before, row.exercise_id = about.thing, about.version, about.exercise
        # What the act itself changed: acts after it on the same phone rely upon that.
        after = kind.about(row.person, given) if kind.about and about.version else None
        row.after = after.version if after else ""
    row.save(update_fields=["result", "outcome", "thing", "before", "after", "exercise"])


def _lay_before_liaison(row: FieldOperation, about: About, why: str, why_en: str) -> None:
    row.outcome, row.reason, row.reason_en = Outcome.CONFLICT, why, why_en
    row.thing, row.before, row.exercise_id = about.thing, about.version, about.exercise
    said = ["outcome", "reason", "reason_en"]
    row.save(update_fields=[*said, "thing", "before", "exercise"])
    conflict = FieldConflict(
        operation=row,
        exercise_id=about.exercise,
        city_id=about.city,
        room=about.room,
        incident=about.incident,
        title=about.title,
        stands=about.stands,
        why=why,
        why_en=why_en,
        raised_at=row.received_at,
    )
    conflict.save(force_insert=True)
    journal.append(
        FieldConflictRaised(
            conflict_id=str(conflict.pk),
            act=row.kind,
            title=about.title,
            code=row.code,
            why=why,
            why_en=why_en,
        ),
        room=about.room,
        actor=row.person,
        changed=changed(conflict),
        occurred_at=row.occurred_at,
    )
