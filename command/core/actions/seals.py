"""Sealing anew what was sealed with a key that is to go."""

from command.core import authority
from command.core.doors import door
from command.core.models import Person, SecondFactor
from command.core.sealing import Unreadable, seal, unseal


@door
def seal_anew(*, actor: None) -> tuple[int, list[str]]:
    """Seal every seed with the first key; return how many, and whose no key opens.

    For the operator of the node, after ``JC_SEAL_KEYS`` has a new first key and before the
    old one is dropped.
    """
    done, shut = 0, []
    for person in Person.objects.select_for_update().exclude(totp_seed="").order_by("pk"):
        try:
            person.totp_seed = seal(unseal(person.totp_seed))
        except Unreadable:
            shut.append(person.username)
            continue
        with authority.acting_as(person.origin):
            person.save(update_fields=["totp_seed"])
        done += 1
    # An enrolment under way is begun again: nobody depends on its seed yet.
    begun = SecondFactor.objects.exclude(pending_seed="")
    done += begun.update(pending_seed="")
    return done, shut
