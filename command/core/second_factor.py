"""Codes of the second factor: TOTP after RFC 6238, six digits, thirty seconds."""

import hmac
from urllib.parse import quote

import pyotp
from django.conf import settings
from django.utils.timezone import now

from command.core.models import Person
from command.core.policies import APPROVING, duties_of

STEP_S = 30
NEAR_END_S = 10
# A clock may be off by one step either way.
TOLERATED = (-1, 0, 1)


def new_seed() -> str:
    """Return a fresh seed of 160 bits, base32."""
    return pyotp.random_base32()


def is_required_of(person: Person) -> bool:
    """Return whether ``person`` must give a code: an approving post, or enrolled anyway."""
    return bool(person.totp_seed) or duties_of(person).filter(post__in=APPROVING).exists()


def counter_of(seed: str, code: str, *, after: int) -> int | None:
    """Return the time step that ``code`` belongs to; ``None`` if it is wrong or used.

    Steps up to ``after`` have been used.
    """
    given = "".join(code.split())
    present = int(now().timestamp()) // STEP_S
    found = None
    for offset in TOLERATED:
        right = hmac.compare_digest(code_at(seed, present + offset), given.encode())
        if right and present + offset > after:
            found = present + offset
    return found


def code_at(seed: str, counter: int) -> bytes:
    """Return the code of a time step."""
    return pyotp.TOTP(seed).generate_otp(counter).encode()


def current_code(seed: str) -> str:
    """Return the code of this moment; only the demo shows one."""
    return code_at(seed, int(now().timestamp()) // STEP_S).decode()


def address_for_app(person: Person, seed: str) -> str:
    """Return the ``otpauth`` address that an authenticator application takes."""
    issuer = str(settings.TOTP_ISSUER)
    label = quote(f"{issuer}:{person.username}")
    return f"otpauth://totp/{label}?secret={seed}&issuer={quote(issuer)}"


def code_to_spare(seed: str) -> str:
    """Return a code that is accepted; the one before the present, if there is time for it.

    So the present one is left for a sign-in. Near the end of a step it is taken all the same:
    the one before would expire on its way.
    """
    seconds = int(now().timestamp())
    counter = seconds // STEP_S
    in_time = STEP_S - seconds % STEP_S > NEAR_END_S
    return code_at(seed, counter - 1 if in_time else counter).decode()
