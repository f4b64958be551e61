"""Where a socket may be opened from: our own pages."""

from collections.abc import Iterable
from http.cookies import CookieError
from urllib.parse import urlsplit

from django.conf import settings
from django.http import parse_cookie
from django.http.request import validate_host

Headers = Iterable[tuple[bytes, bytes]]


def is_ours(headers: Headers) -> bool:
    """Return whether the page that opens the socket was served from here.

    A browser sends the session cookie along with a socket that any page opens, and
    names the page's origin. It must be the host that is asked for, port included, or
    one of ``CSRF_TRUSTED_ORIGINS``.
    """
    named = dict(headers)
    origin = named.get(b"origin", b"").decode("latin-1").lower()
    host = named.get(b"host", b"").decode("latin-1").lower()
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        page, asked = urlsplit(origin), urlsplit(f"//{host}")
        own_port = {"http": 80, "https": 443}.get(page.scheme)
        same_port = (page.port or own_port) == (asked.port or own_port)
    except ValueError:
        return False
    name = page.hostname or ""
    bracketed = f"[{name}]" if ":" in name else name
    return bool(
        own_port
        and name == asked.hostname
        and same_port
        and validate_host(bracketed, settings.ALLOWED_HOSTS)
    )


def session_key(headers: Headers) -> str | None:
    """Return the session key from the cookies."""
    for name, value in headers:
        if name == b"cookie":
            try:
                return parse_cookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
            except CookieError:
                return None
    return None
