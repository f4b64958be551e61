"""Settling what newer data disagreed with: applied, or let be, by somebody with a name."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import journal, tongues
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import DESK, require
from command.field import operations
from command.field.actions.receive import perform
from command.field.cards import changed
from command.field.events import FieldConflictSettled
from command.field.models import WORDS_LENGTH, FieldConflict, FieldOperation

How = FieldConflict.How


@door
def settle_conflict(
    *, actor: Person, conflict_id: UUID, how: str, words: str = ""
) -> FieldConflict:
    """Apply a late act after all, in the name of whoever did it, or let it be and say why.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, ``Conflict`` when somebody settled it
    before, or the refusal of the act's own door while it is still not possible.
    """
    conflict = _locked(conflict_id)
    require(actor, DESK, region=conflict.city_id, to=_("settle a conflict from the field"))
    said = words.strip()
    if how not in How.values:
        raise Invalid(gettext_lazy("Apply it or let it be."), field="how")
    if len(said) > WORDS_LENGTH or (how == How.LEFT and not said):
        raise Invalid(gettext_lazy("Say to whoever sent it why it is let be."), field="words")
    if conflict.how:
        raise Conflict(
            _("%(name)s has settled it before.")
            % {"name": conflict.decided_by.name if conflict.decided_by else "-"}
        )
    row = conflict.operation
    if how == How.APPLIED:
        _apply(row)
    else:
        row.outcome = FieldOperation.Outcome.LEFT
    told = tongues.both(lambda: _told(actor, how, said)[:WORDS_LENGTH])
    row.reason, row.reason_en = told
    row.save(update_fields=["outcome", "reason", "reason_en"])
    _close(conflict, actor, how, said)
    return conflict


def _locked(key: UUID) -> FieldConflict:
    rows = FieldConflict.objects.select_for_update(of=("self",))
    conflict = rows.select_related("operation__person", "decided_by").filter(pk=key).first()
    if conflict is None:
        raise NotThere(_("There is no such conflict, or not for you."))
    return conflict


def _apply(row: FieldOperation) -> None:
    kind = operations.named(row.kind)
    given = kind.read(row.payload)
    about = kind.about(row.person, given) if kind.about else None
    try:
        with transaction.atomic():
            perform(row, kind, given, about)
    except BadTransition as refusal:
        raise Conflict(
            _("It is still not possible: %(why)s") % {"why": refusal.message}, **refusal.detail
        ) from refusal


def _told(actor: Person, how: str, words: str) -> str:
    if how == How.APPLIED:
        said = _("%(name)s applied it.") % {"name": actor.name}
    else:
        said = _("%(name)s let it be.") % {"name": actor.name}
    return f"{said} {words}".strip()


def _close(conflict: FieldConflict, actor: Person, how: str, words: str) -> None:
    conflict.decided_at, conflict.decided_by = now(), actor
    conflict.how, conflict.words = How(how), words
    conflict.save(update_fields=["decided_at", "decided_by", "how", "words"])
    journal.append(
        FieldConflictSettled(
            conflict_id=str(conflict.pk),
            act=conflict.operation.kind,
            title=conflict.title,
            code=conflict.operation.code,
            how=str(how),
            reason=words,
        ),
        room=conflict.room,
        actor=actor,
        changed=changed(conflict),
    )
