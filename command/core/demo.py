"""The people of the demo: one known password and one known seed, never in production."""

from typing import Final

from django.conf import settings
from django.utils.timezone import now

from command.core import second_factor
from command.core.models import Person

PASSWORD: Final = "Hubaoewu-2027"  # noqa: S105  known to all, which is its purpose
# RFC 6238 seed of every demo person who approves; type it into an authenticator, or
# read the code at /demo-code/.
SEED: Final = "JCDEMOJCDEMOJCDEMOJCDEMOJCDEMOJC"
# Shown on the sign-in page of the private stack, in this order.
SHOWN: Final = (
    "150600.commander",
    "150600.duty1",
    "150200.commander",
    "150200.liaison",
    "150000.commander",
    "150600.team1",
)


def allowed() -> bool:
    """Return whether demo people may exist here."""
    return bool(settings.DEMO_ALLOWED)


def accounts_shown() -> list[Person]:
    """Return the accounts that the sign-in page offers; none where no demo was loaded."""
    if not allowed():
        return []
    found = {p.username: p for p in Person.objects.filter(username__in=SHOWN)}
    return [found[name] for name in SHOWN if name in found]


def code() -> str:
    """Return the current code of the demo seed."""
    return second_factor.current_code(SEED)


def seconds_left() -> int:
    """Return how long the current code is good."""
    step = second_factor.STEP_S
    return step - int(now().timestamp()) % step
