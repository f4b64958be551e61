"""How the API knows who asks."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class BySession(SessionAuthentication):
    """The session of the browser, with the CSRF token on writes; 401 to strangers, not 403."""

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge, which is what makes the answer a 401."""
        return "Session"
