"""The book of contacts."""

import csv
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command.core.errors import Invalid, Refusal
from command.core.models import Person
from command.core.policies import holds
from plans.activation.actions import keep_contact, keep_contacts
from plans.activation.actions.contacts import MAY_KEEP, Given
from plans.activation.selectors import book
from plans.activation.views.reading import person_of, words
from plans.frame import frame

LIMIT_BYTES = 1_000_000
COLUMNS = ("list", "region", "name", "unit", "phone")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def contacts(request: HttpRequest) -> HttpResponse:
    """Show the lists of the reader's cities, and enter people: by form or from a file."""
    person = person_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _enter(request, person)
        except Refusal as refused:
            if refused.status in {403, 404}:
                raise
            refusal = refused
    city, chosen = request.GET.get("city", ""), request.GET.get("list", "")
    context: dict[str, Any] = frame(person, "contacts") | book.read(person, city, chosen)
    own = person.origin
    context |= {
        "may_keep": holds(person, MAY_KEEP, region=own) and own != "150000",
        "own": own,
        "places": book.places(own),
        "refusal": refusal,
        "given": request.POST,
    }
    status = refusal.status if refusal else 200
    return render(request, "activation/contacts.html", context, status=status)


@require_POST
def keep(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Take somebody off a list, or put them back."""
    keep_contact(
        actor=person_of(request), contact_id=contact_id, in_use=request.POST.get("in_use", "")
    )
    messages.success(request, _("The list is changed."))
    return redirect("contacts")


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    file: Any = request.FILES.get("file")
    if file is None:
        people = [Given(**{name: words(request, name, 120) for name in COLUMNS})]
    else:
        people = _rows(file.read(LIMIT_BYTES + 1))
    new = keep_contacts(actor=person, city=person.origin, people=people)
    messages.success(
        request,
        _("%(n)d people entered, %(new)d of them new.") % {"n": len(people), "new": new},
    )
    return redirect("contacts")


def _rows(content: bytes) -> list[Given]:
    """Read a CSV file with a heading. Raises ``Invalid``."""
    if len(content) > LIMIT_BYTES:
        raise Invalid(_("The file is too large: at most 1 MB."), field="file")
    try:
        rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise Invalid(_("The file is no CSV in UTF-8."), field="file") from None
    if not rows or set(COLUMNS) - set(rows[0]):
        raise Invalid(
            _("The file needs the columns %(names)s.") % {"names": ", ".join(COLUMNS)},
            field="file",
        )
    return [Given(**{name: (row.get(name) or "").strip() for name in COLUMNS}) for row in rows]
