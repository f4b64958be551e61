"""How the pages of tasks answer a form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from command.core import operations
from command.core.errors import Invalid
from command.core.models import Person

SEE_OTHER, NO_CONTENT, WRONG = 303, 204, 400
WAYS = ["GET", "HEAD", "POST"]


def once(
    request: HttpRequest, person: Person, what: str, asked: Any, run: Callable[[], Any]
) -> Any:
    """Do what a form asked for, once per key, and return its result."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("key", "")
    if not key:
        return run()
    try:
        known = UUID(key)
    except ValueError:
        raise Invalid(_("This form has lost its key. Open it again.")) from None
    result, _again = operations.once(known, actor=person, what=what, asked=asked, run=run)
    return result


def answer(request: HttpRequest, to: str) -> HttpResponse:
    """Answer a form that was taken: without a page to a script, else with the next page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=NO_CONTENT)
    response = redirect(to)
    response.status_code = SEE_OTHER
    return response


def problems(form: Form) -> str:
    """Return what must be mended, in one paragraph."""
    return " ".join(str(text) for texts in form.errors.values() for text in texts)
