"""How long a session lasts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from command.core import second_factor

if TYPE_CHECKING:
    from command.core.models import Person

STARTED, SEEN, FACTORS = "started_at", "seen_at", "factors"
BOTH = 2
# Writing the session at every request would cost a write each; a minute is fine enough.
TOUCH_EVERY = 60  # seconds


class SessionLimits:
    """Ends a session after an idle time and after an absolute time (GB/T 22239, 8.1.4.1 b)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whoever stayed away or stayed on too long."""
        if request.user.is_authenticated:
            if is_over(request.session):
                logout(request)
            elif now().timestamp() - request.session.get(SEEN, 0) > TOUCH_EVERY:
                self._touch(request)
        return self.get_response(request)

    def _touch(self, request: HttpRequest) -> None:
        # Somebody who was given an approving post while signed in with a password
        # alone signs in again, with the second factor.
        lacking = request.session.get(FACTORS, 1) < BOTH
        if lacking and second_factor.is_required_of(cast("Person", request.user)):
            logout(request)
        else:
            touch(request.session)


def start(session: object, *, factors: int = 1) -> None:
    """Mark the beginning of a session, at sign-in with one factor or two."""
    session[STARTED] = session[SEEN] = now().timestamp()  # type: ignore[index]
    session[FACTORS] = factors  # type: ignore[index]


def touch(session: object) -> None:
    """Mark that the person is there."""
    session[SEEN] = now().timestamp()  # type: ignore[index]


def is_over(session: object) -> bool:
    """Return whether the idle or the absolute limit has passed."""
    at = now().timestamp()
    started = session.get(STARTED, 0)  # type: ignore[attr-defined]
    seen = session.get(SEEN, 0)  # type: ignore[attr-defined]
    return bool(
        at - seen > settings.SESSION_IDLE_LIMIT.total_seconds()
        or at - started > settings.SESSION_ABSOLUTE_LIMIT.total_seconds()
    )
