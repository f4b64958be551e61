"""The page on which a city's own IT enters its townships."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core.errors import Invalid, NotPermitted, Refusal
from command.core.models import Person
from incidents.monitoring.intake.rights import keeps
from incidents.monitoring.intake.rows import text_of
from incidents.monitoring.quiet import selectors, table
from incidents.monitoring.quiet.actions import enter_townships

SEE_OTHER = 303


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def townships(request: HttpRequest) -> HttpResponse:
    """Show the townships and the form of a table; enter them."""
    person = cast(Person, request.user)
    if not keeps(person):
        raise NotPermitted(_("You do not keep townships."))
    context: dict[str, Any] = {"columns": table.COLUMNS, "needed": table.NEEDED}
    status = 200
    if request.method == "POST":
        try:
            made = enter_townships(actor=person, rows=table.read(_text(request)))
        except Refusal as refusal:
            context["refusal"] = refusal
            status = refusal.status
        else:
            told = {"new": made.new, "changed": made.changed, "same": made.same}
            messages.success(
                request,
                _("Townships: %(new)d new, %(changed)d changed, %(same)d as before.") % told,
            )
            response = redirect("townships")
            response.status_code = SEE_OTHER
            return response
    context["townships"] = selectors.townships(person)
    return render(request, "quiet/townships.html", context, status=status)


def _text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is None or file.size is None:
        raise Invalid(_("Choose a CSV file."), field="file")
    if file.size > table.MOST_TEXT:
        told = {"kb": table.MOST_TEXT // 1000}
        raise Invalid(_("The file is larger than %(kb)d kB.") % told, field="file")
    return text_of(file.read())
