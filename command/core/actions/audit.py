"""Writing down who signed in and who was refused."""

from typing import Any

from django.db import transaction

from command.core import realtime
from command.core.doors import door
from command.core.models import AuditRecord, Person

Act = AuditRecord.Act


@door
def record_refusal(
    *, actor: Person | None, what: str, address: str | None, detail: dict[str, Any]
) -> AuditRecord:
    """Record that somebody was refused."""
    return AuditRecord.objects.create(
        act=Act.REFUSED,
        succeeded=False,
        actor=actor,
        actor_name=actor.username if actor else "",
        address=address,
        what=what,
        detail=detail,
    )


@door
def record_sign_in(
    *, actor: Person | None, name: str, succeeded: bool, address: str | None, reason: str = ""
) -> AuditRecord:
    """Record an attempt to sign in; ``reason`` says why it failed."""
    return AuditRecord.objects.create(
        act=Act.SIGN_IN,
        succeeded=succeeded,
        actor=actor,
        actor_name=name[:80],
        address=address,
        what=reason,
    )


@door
def record_sign_out(*, actor: Person | None, address: str | None) -> AuditRecord:
    """Record that somebody signed out; their open sockets are looked at again."""
    if actor is not None:
        person_id = actor.pk
        transaction.on_commit(lambda: realtime.recheck(person_id), robust=True)
    return AuditRecord.objects.create(
        act=Act.SIGN_OUT,
        succeeded=True,
        actor=actor,
        actor_name=actor.username if actor else "",
        address=address,
    )
