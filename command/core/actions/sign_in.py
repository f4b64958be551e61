"""Proving who one is: what every attempt leaves behind."""

from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import lockout, passwords, second_factor
from command.core.actions.audit import record_sign_in
from command.core.actions.enrolment import locked_factor
from command.core.actions.people import set_password
from command.core.doors import door
from command.core.errors import Conflict, NotPermitted
from command.core.lockout import Outcome
from command.core.models import AuditRecord, Person
from command.core.policies import Post, require
from command.core.sealing import unseal
from command.core.selectors import locked_person

Act = AuditRecord.Act
LIFTS_LOCKS = frozenset({Post.SECURITY_ADMIN, Post.SYSTEM_ADMIN})


@door
def conclude_password(
    *, actor: Person | None, name: str, claimed: Outcome, address: str | None
) -> Outcome:
    """Count an attempt with a password; return how it ends.

    The password was judged before, outside any lock, because that takes long. Here
    attempts with one name queue: however many arrive at once, those after the
    fifth failure find the name locked, right or not. A right password is no
    success yet: ``complete_sign_in`` records that.
    """
    _hold_name(name)
    if lockout.is_locked(name) or lockout.is_throttled(address):
        _record_refused(actor, name, address, "password")
        return Outcome.LOCKED
    if claimed is Outcome.WRONG:
        _record_failure(actor, name, address, "password")
    return claimed


@door
def pass_second_factor(*, actor: Person, code: str, address: str | None) -> Outcome:
    """Judge a code of the second factor; each code opens once."""
    _hold_name(actor.username)
    if lockout.is_locked(actor.username) or lockout.is_throttled(address):
        _record_refused(actor, actor.username, address, "code")
        return Outcome.LOCKED
    factor = locked_factor(actor)
    person = locked_person(actor.pk)
    counter = person.totp_seed and second_factor.counter_of(
        unseal(person.totp_seed), code, after=factor.last_counter
    )
    if not counter:
        _record_failure(actor, actor.username, address, "code")
        return Outcome.WRONG
    factor.last_counter = counter
    factor.save(update_fields=["last_counter"])
    return Outcome.RIGHT


@door
def hold_for_renewal(*, actor: Person, address: str | None) -> int:
    """Judge the age of a password that was right; one too old opens nothing until renewed.

    Returns its days, or 0 when it will do; who is held is recorded.
    """
    days = passwords.days_too_old(actor)
    if days:
        _record_refused(actor, actor.username, address, "password too old")
    return days


@door
def renew_password(*, actor: Person, password: str, address: str | None) -> Person:
    """Take a new password from somebody whose old one was right but too old."""
    days = passwords.days_too_old(actor)
    if not days:
        raise Conflict(gettext_lazy("This password need not be renewed."))
    person = set_password(actor=actor, person_id=actor.pk, password=password)
    AuditRecord.objects.create(
        act=Act.RENEWED,
        succeeded=True,
        actor=actor,
        actor_name=actor.username,
        address=address,
        detail={"days": days},
    )
    return person


@door
def complete_sign_in(*, actor: Person, address: str | None) -> AuditRecord:
    """Record that a person has signed in with all that was asked."""
    return record_sign_in(actor=actor, name=actor.username, succeeded=True, address=address)


@door
def lift_lock(*, actor: Person | None, person_id: UUID) -> AuditRecord:
    """Let a locked name try again at once, when its owner has been recognised."""
    person = locked_person(person_id)
    require(actor, LIFTS_LOCKS, to=_("lift a lock"), region=person.origin)
    if actor is not None and actor.pk == person.pk:
        raise NotPermitted(gettext_lazy("Nobody lifts a lock of their own."))
    _hold_name(person.username)
    if not lockout.is_locked(person.username):
        raise Conflict(gettext_lazy("This name is not locked."))
    return AuditRecord.objects.create(
        act=Act.LOCKED,
        succeeded=False,
        actor=actor,
        actor_name=person.username,
        what="lifted",
    )


def _hold_name(name: str) -> None:
    # Held until commit: attempts with one name are counted one after another.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 20031))", [name])


def _record_failure(actor: Person | None, name: str, address: str | None, reason: str) -> None:
    record_sign_in(actor=actor, name=name, succeeded=False, address=address, reason=reason)
    if lockout.failures(name) >= settings.LOGIN_ATTEMPTS:
        AuditRecord.objects.create(
            act=Act.LOCKED, succeeded=True, actor=actor, actor_name=name, address=address
        )


def _record_refused(actor: Person | None, name: str, address: str | None, reason: str) -> None:
    AuditRecord.objects.create(
        act=Act.REFUSED,
        succeeded=False,
        actor=actor,
        actor_name=name,
        address=address,
        what=f"sign in: {reason}",
    )
