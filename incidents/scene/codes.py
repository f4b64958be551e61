"""Receipt codes: six signs that can be read over the radio, the last of them a check.

Crockford's alphabet has no I, L, O and U; what is heard as one of the first three is read
as the digit it looks like. The check is Luhn's over 32 signs: it finds every single wrong
sign and nearly every exchange of two neighbours.
"""

import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 6
_HEARD = str.maketrans("ILO", "110", "- \u3000·.")


def new_code() -> str:
    """Return a code at random; whoever keeps it sees to it that no other has it."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_of(body)


def check_of(body: str) -> str:
    """Return the check sign of the first five."""
    base, total = len(ALPHABET), 0
    for position, sign in enumerate(reversed(body)):
        value = ALPHABET.index(sign) * (2 if position % 2 == 0 else 1)
        total += value // base + value % base
    return ALPHABET[-total % base]


def shown(code: str) -> str:
    """Return a code as people read it: ``K7-4F2Q``."""
    return f"{code[:2]}-{code[2:]}" if code else ""


def read(said: str) -> str | None:
    """Return the code that somebody typed or heard; nothing when it cannot be one."""
    code = said.strip().upper().translate(_HEARD)
    if len(code) != LENGTH or any(sign not in ALPHABET for sign in code):
        return None
    return code if check_of(code[:-1]) == code[-1] else None
