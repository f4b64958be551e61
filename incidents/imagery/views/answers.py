"""How the pages of images read and answer a form."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from command.core import operations
from command.core.errors import Invalid
from command.core.models import Person

SEE_OTHER, NO_CONTENT = 303, 204


def person_of(request: HttpRequest) -> Person:
    """Return who asks."""
    return cast(Person, request.user)


def once(request: HttpRequest, run: Callable[[], UUID]) -> None:
    """Do what a form asked for, once per key."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("key", "")
    if not key:
        run()
        return
    try:
        known = UUID(key)
    except ValueError:
        raise Invalid(_("This form has lost its key. Open it again.")) from None
    asked = {name: value for name, value in request.POST.items() if name != "key"}
    operations.once(
        known,
        actor=person_of(request),
        what=f"POST {request.path}"[:200],
        asked=asked,
        run=lambda: str(run()),
    )


def answer(request: HttpRequest, to: str) -> HttpResponse:
    """Answer a form that was taken: without a page to a script, else with the next page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=NO_CONTENT)
    response = redirect(to)
    response.status_code = SEE_OTHER
    return response


def key_in(given: dict[str, Any] | Any, name: str) -> UUID | None:
    """Return a key of a form; nothing for an empty one. Raises ``Invalid``."""
    text = str(given.get(name, "")).strip()
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(_("This is no key."), field=name) from None


def share_in(given: Any, name: str) -> float:
    """Return a share of width or height of a form. Raises ``Invalid``."""
    try:
        return float(given.get(name, ""))
    except ValueError:
        raise Invalid(_("The point is not on the image."), field=name) from None
