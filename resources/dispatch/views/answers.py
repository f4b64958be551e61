"""How the pages of dispatch answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from command.core import operations
from command.core.errors import Invalid
from command.core.models import Person

SEE_OTHER, NO_CONTENT = 303, 204
MOST = 10_000_000


def see_other(to: str) -> HttpResponse:
    """Send the reader to another page after a form was taken."""
    response = redirect(to)
    response.status_code = SEE_OTHER
    return response


def key_of(given: str) -> UUID:
    """Return the idempotency key of a form. Raises ``Invalid`` for what is none."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("This form has lost its key. Open it again.")) from None


def number(given: str) -> int:
    """Return the quantity of a question. Raises ``Invalid`` for what is none."""
    if not (given.isascii() and given.isdigit() and len(given) < 9 and int(given) <= MOST):
        raise Invalid(_("A quantity is a whole number."), field="quantity")
    return int(given)


def once(
    request: HttpRequest, person: Person, what: str, asked: Any, run: Callable[[], Any]
) -> HttpResponse:
    """Do what a question asked for, once per key, and answer without a page."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("key", "")
    if key:
        operations.once(key_of(key), actor=person, what=what, asked=asked, run=run)
    else:
        run()
    return HttpResponse(status=NO_CONTENT)
