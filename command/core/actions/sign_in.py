"""Proving who one is: what every attempt leaves behind."""

from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import lockout, second_factor
from command.core.actions.audit import record_sign_in
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.lockout import Outcome
from command.core.models import AuditRecord, Person, SecondFactor
from command.core.policies import Post, require
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
    factor = _locked_factor(actor)
    person = locked_person(actor.pk)
    counter = person.totp_seed and second_factor.counter_of(
        person.totp_seed, code, after=factor.last_counter
    )
    if not counter:
        _record_failure(actor, actor.username, address, "code")
        return Outcome.WRONG
    factor.last_counter = counter
    factor.save(update_fields=["last_counter"])
    return Outcome.RIGHT


@door
def complete_sign_in(*, actor: Person, address: str | None) -> AuditRecord:
    """Record that a person has signed in with all that was asked."""
    return record_sign_in(actor=actor, name=actor.username, succeeded=True, address=address)


@door
def enrol_second_factor(*, actor: Person, seed: str = "") -> str:
    """Begin an enrolment; return the seed to be entered in the authenticator.

    Repeated, it returns the same seed, so that going back in the browser does no
    harm. ``seed`` is given for a hardware token that brings its own.
    """
    factor = _locked_factor(actor)
    if locked_person(actor.pk).totp_seed:
        raise Conflict(gettext_lazy("A second factor is enrolled already."))
    if seed or not factor.pending_seed:
        factor.pending_seed = seed or second_factor.new_seed()
        factor.save(update_fields=["pending_seed"])
    return factor.pending_seed


@door
def confirm_second_factor(*, actor: Person, code: str, address: str | None = None) -> Person:
    """End an enrolment with a first code. Raises ``Invalid`` when the code is wrong."""
    factor = _locked_factor(actor)
    person = locked_person(actor.pk)
    if person.totp_seed or not factor.pending_seed:
        raise Conflict(gettext_lazy("No second factor is being enrolled."))
    counter = second_factor.counter_of(factor.pending_seed, code, after=factor.last_counter)
    if counter is None:
        raise Invalid(gettext_lazy("This code is not right. Take the next one."))
    person.totp_seed = factor.pending_seed
    person.save(update_fields=["totp_seed"])
    factor.pending_seed = ""
    factor.last_counter = counter
    factor.save(update_fields=["pending_seed", "last_counter"])
    AuditRecord.objects.create(
        act=Act.ENROLLED,
        succeeded=True,
        actor=actor,
        actor_name=actor.username,
        address=address,
    )
    return person


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


def _locked_factor(person: Person) -> SecondFactor:
    SecondFactor.objects.get_or_create(person=person)
    return SecondFactor.objects.select_for_update(of=("self",)).get(person=person)


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
