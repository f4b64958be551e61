"""The rules at the entrance: who is not signed in goes to the door, a refusal is an answer."""

import ipaddress
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from command.core.actions import record_refusal
from command.core.errors import RACE, Conflict, NotPermitted, Refusal, is_race

UNAUTHENTICATED, BUSY = 401, 503
# Whoever waits for a file has this cookie until there is an answer: static/command/papers.js.
WAITED_FOR = "jc_paper"


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless its view says otherwise; the API answers for itself.

    A fragment that htmx fetched is not replaced by the sign-in page: the whole
    page goes there.
    """

    def handle_no_permission(  # type: ignore[override]  # an htmx answer is no redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Send a stranger to the sign-in page."""
        if request.headers.get("HX-Request") == "true":
            place = safe_next(request, request.headers.get("HX-Current-URL", ""))
            to = (
                f"{reverse('login')}?{urlencode({'next': place})}"
                if place
                else reverse("login")
            )
            return HttpResponse(status=UNAUTHENTICATED, headers={"HX-Redirect": to})
        return super().handle_no_permission(request, view_func)


class RefusalAnswers:
    """Turns a refusal that reaches a page's view into a page; the API has its own envelope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        """Answer a refusal with its status and its words."""
        if isinstance(exc, NotPermitted):
            record_refusal(
                actor=request.user if request.user.is_authenticated else None,
                what=f"{request.method} {request.path}"[:200],
                address=address_of(request),
                detail={"message": str(exc.message), **exc.detail},
            )
        if isinstance(exc, Refusal):
            return refused(request, str(exc.message), exc.status)
        if isinstance(exc, IntegrityError) and is_race(exc):
            return refused(request, str(RACE), Conflict.status)
        if isinstance(exc, OperationalError):
            return refused(request, _("The database does not answer. Try again."), BUSY)
        return None


def refused(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """Return the page, or for htmx the paragraph, that says why not."""
    name = "core/_refused.html" if request.headers.get("HX-Request") else "core/refused.html"
    answer = render(request, name, {"message": message, "status": status}, status=status)
    if WAITED_FOR in request.COOKIES:
        no_longer_waited_for(answer)
    return answer


def no_longer_waited_for(answer: HttpResponse) -> None:
    """Let the page that asked for a file, perhaps in another tab, end its notice."""
    answer.delete_cookie(WAITED_FOR, samesite="Lax")


def address_of(request: HttpRequest) -> str | None:
    """Return the address a request came from, IPv4 as IPv4; ``None`` when there is none."""
    given = str(request.META.get("REMOTE_ADDR") or "").partition("%")[0]
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


def safe_next(request: HttpRequest, given: str) -> str:
    """Return the place to go on to if it is on this site, else nothing."""
    own = {request.get_host()}
    if url_has_allowed_host_and_scheme(given, own, require_https=request.is_secure()):
        return given
    return ""
