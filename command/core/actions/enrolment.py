"""Enrolling the device that makes codes, and forgetting one that was lost."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import authority, second_factor
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import AuditRecord, Person, SecondFactor
from command.core.policies import Post, require
from command.core.sealing import seal, unseal
from command.core.selectors import locked_person

Act = AuditRecord.Act
# Not who sets passwords: nobody alone takes over the account of another.
FORGETS_FACTORS = frozenset({Post.SECURITY_ADMIN})


@door
def enrol_second_factor(*, actor: Person, seed: str = "") -> str:
    """Begin an enrolment; return the seed to be entered in the authenticator.

    Repeated, it returns the same seed, so that going back in the browser does no
    harm. ``seed`` is given for a hardware token that brings its own.
    """
    factor = locked_factor(actor)
    if locked_person(actor.pk).totp_seed:
        raise Conflict(gettext_lazy("A second factor is enrolled already."))
    if seed or not factor.pending_seed:
        factor.pending_seed = seal(seed or second_factor.new_seed())
        factor.save(update_fields=["pending_seed"])
    return unseal(factor.pending_seed)


@door
def confirm_second_factor(*, actor: Person, code: str, address: str | None = None) -> Person:
    """End an enrolment with a first code. Raises ``Invalid`` when the code is wrong."""
    factor = locked_factor(actor)
    person = locked_person(actor.pk)
    if person.totp_seed or not factor.pending_seed:
        raise Conflict(gettext_lazy("No second factor is being enrolled."))
    seed = unseal(factor.pending_seed)
    counter = second_factor.counter_of(seed, code, after=factor.last_counter)
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
def forget_second_factor(*, actor: Person | None, person_id: UUID, reason: str) -> Person:
    """Forget the device of somebody who has lost it; the next sign-in enrols another."""
    person = locked_person(person_id)
    require(actor, FORGETS_FACTORS, to=_("forget a second factor"), region=person.origin)
    if actor is not None and actor.pk == person.pk:
        raise NotPermitted(gettext_lazy("Nobody forgets a second factor of their own."))
    if not person.totp_seed:
        raise Conflict(gettext_lazy("No second factor is enrolled."))
    person.totp_seed = ""
    with authority.acting_as(person.origin):
        person.save(update_fields=["totp_seed"])
    AuditRecord.objects.create(
        act=Act.FORGOTTEN,
        succeeded=True,
        actor=actor,
        actor_name=person.username,
        what=reason[:200],
    )
    return person


def locked_factor(person: Person) -> SecondFactor:
    """Return where the second factor of ``person`` stands, held until the door closes."""
    SecondFactor.objects.get_or_create(person=person)
    return SecondFactor.objects.select_for_update(of=("self",)).get(person=person)
