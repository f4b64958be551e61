"""How long a session lasts."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

STARTED, SEEN = "started_at", "seen_at"
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
                touch(request.session)
        return self.get_response(request)


def start(session: object) -> None:
    """Mark the beginning of a session, at sign-in."""
    session[STARTED] = session[SEEN] = now().timestamp()  # type: ignore[index]


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
