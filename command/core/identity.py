"""Between the steps of a sign-in: who claims to be whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now

from command.core import demo
from command.core.lockout import Outcome, is_locked
from command.core.models import Person

PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody whose password was right and whose code, or new password, is awaited.

    ``factors`` counts those that are proven when only a new password is lacking, else 0.
    """

    person: Person
    to: str
    factors: int = 0


def claim(name: str, password: str) -> tuple[Person | None, Outcome]:
    """Return the person of that name and whether the password is theirs.

    A name that nobody bears, or of a closed account, takes as long as any other.
    For a locked name the password is not looked at.
    """
    person = Person.objects.filter(username=name, is_active=True).first()
    if is_locked(name):
        return person, Outcome.LOCKED
    if person is None:
        make_password(password)
        return None, Outcome.WRONG
    right = person.check_password(password)
    if password == demo.PASSWORD and not demo.allowed():
        # A database that once held a demo: everybody can read this password.
        right = False
    return person, Outcome.RIGHT if right else Outcome.WRONG


def remember_pending(
    session: SessionBase, person: Person, to: str, *, factors: int = 0
) -> None:
    """Remember in a fresh session that the password was right, or all the ``factors`` were."""
    session.flush()
    session[PENDING] = {
        "person": str(person.pk),
        "hash": person.get_session_auth_hash(),
        "at": now().timestamp(),
        "to": to,
        "factors": factors,
    }


def remembered(session: SessionBase) -> Pending | None:
    """Return who waits at a further step; nobody once it has taken too long."""
    held: dict[str, Any] | None = session.get(PENDING)
    if held is None:
        return None
    if now().timestamp() - held["at"] > settings.SECOND_STEP_WITHIN.total_seconds():
        return None
    person = Person.objects.filter(pk=UUID(held["person"]), is_active=True).first()
    if person is None or not constant_time_compare(
        person.get_session_auth_hash(), held["hash"]
    ):
        return None
    return Pending(person=person, to=held["to"], factors=held.get("factors", 0))


def forget_pending(session: SessionBase) -> None:
    """Forget who waited: they are in."""
    session.pop(PENDING, None)
