"""Bringing readings in from a CSV file: looked at first, then recorded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core import operations
from command.core.errors import Invalid, NotPermitted, Refusal
from command.core.ids import new_id
from command.core.models import Person
from command.core.policies import duties_of
from incidents.monitoring.intake import rows
from incidents.monitoring.intake.actions import import_readings
from incidents.monitoring.intake.actions.table import Imported
from incidents.monitoring.intake.views.pages import person_of
from incidents.rights import RECORDING

SEE_OTHER = 303
LISTED = 200  # wrong lines that are shown


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def table(request: HttpRequest) -> HttpResponse:
    """Show the form of a table; what it would bring; record it."""
    person = person_of(request)
    if not duties_of(person).filter(post__in=RECORDING).exists():
        raise NotPermitted(_("You do not record readings."))
    context: dict[str, Any] = {"columns": rows.COLUMNS, "most": rows.MOST_ROWS}
    status = 200
    if request.method == "POST":
        try:
            text = _text(request)
            lines, read = rows.read(text.encode())
            if request.POST.get("act") == "record":
                return _recorded(request, person, text)
            found = import_readings(actor=person, rows=read, lines=lines, preview=True)
            context |= _previewed(found, lines, text)
        except Refusal as refusal:
            context["refusal"] = refusal
            status = refusal.status
    return render(request, "intake/table.html", context, status=status)


def _previewed(found: Imported, lines: list[int], text: str) -> dict[str, Any]:
    return {
        "found": found,
        "good": found.answer.new + found.answer.duplicates,
        "problems": found.problems(lines)[:LISTED],
        "text": text,
        "key": new_id(),
    }


def _recorded(request: HttpRequest, person: Person, text: str) -> HttpResponse:
    leave_out = request.POST.get("leave_out") == "yes"
    lines, read = rows.read(text.encode())

    def run() -> list[int]:
        made = import_readings(actor=person, rows=read, lines=lines, leave_out=leave_out)
        answer = made.answer
        return [answer.new, answer.duplicates, len(answer.refused)]

    (new, same, left), _again = operations.once(
        _key(request), actor=person, what="import readings", asked=[text, leave_out], run=run
    )
    said = ngettext("%(n)d reading was recorded.", "%(n)d readings were recorded.", new)
    more = _("%(n)d were there already, %(left)d were left out.") % {"n": same, "left": left}
    messages.success(request, f"{said % {'n': new}} {more}")
    response = redirect("intake-table")
    response.status_code = SEE_OTHER
    return response


def _text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is not None:
        if file.size is None or file.size > rows.MOST_BYTES:
            raise Invalid(
                _("The file is larger than %(kb)d kB.") % {"kb": rows.MOST_BYTES // 1000},
                field="file",
            )
        return rows.text_of(file.read())
    text = request.POST.get("text", "")
    if not text:
        raise Invalid(_("Choose a CSV file."), field="file")
    return text


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Invalid(_("The form is incomplete; load the page anew.")) from None
