"""Settlement sheets: drawing one up, signing, settling, and printing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere, Refusal
from command.core.tongues import reader
from incidents.documents import paper_response
from resources.dispatch.frame import frame
from resources.loans import given, pages
from resources.loans.actions import draw_sheet, redraw_sheet, settle_sheet, sign_sheet
from resources.loans.given import person_of
from resources.loans.paper import csv_of, paper_of
from resources.loans.selectors import seen_sheet


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a settlement; draw one up."""
    person = person_of(request)
    if not pages.sees_loans(person):
        raise NotThere(_("Loans are kept by the cities; you are not on duty for one."))
    if not pages.may_answer(person):
        raise NotPermitted(_("Only those who answer for the forces of a city settle."))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            made = given.once(request, "draw sheet", lambda: _drawn(request))
        except (Invalid, Conflict) as exc:
            refusal = exc
        else:
            return redirect("loan-sheet", made)
    context = {
        **frame(person, "loans"),
        **pages.new_sheet(person),
        "refusal": refusal,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "loans/sheet_new.html", context, status=status)


@require_safe
@never_cache
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Show one settlement."""
    return _page(request, sheet_id)


@require_POST
def act(request: HttpRequest, sheet_id: UUID, act: str) -> HttpResponse:
    """Draw it up anew, sign it, or settle it."""
    person = person_of(request)
    seen_sheet(sheet_id, person)
    of: dict[str, Any] = {"actor": person, "sheet_id": sheet_id}
    try:
        if act == "redraw":
            redraw_sheet(**of)
        elif act == "sign":
            sign_sheet(**of, digest=given.words(request, "digest", 64))
        elif act == "settle":
            settle_sheet(**of, remark=given.words(request, "remark"))
        else:
            raise NotThere(_("There is nothing like that to do."))
    except (Invalid, Conflict) as refusal:
        return _page(request, sheet_id, refusal)
    messages.success(request, _("Done."))
    return redirect("loan-sheet", sheet_id)


@require_safe
@never_cache
def paper(request: HttpRequest, sheet_id: UUID, form: str) -> HttpResponse:
    """Return the sheet as a file: pdf, docx, json or csv."""
    person = person_of(request)
    found = seen_sheet(sheet_id, person)
    if form == "csv":
        answer = HttpResponse(csv_of(found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{found.number}.csv"'
        return answer
    language = reader()
    return paper_response(paper_of(found, language, person.name), form)


def _page(request: HttpRequest, sheet_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    person = person_of(request)
    found = seen_sheet(sheet_id, person)
    context = {
        **frame(person, "loans"),
        **pages.sheet_page(found, person),
        "refusal": refusal,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "loans/sheet.html", context, status=status)


def _drawn(request: HttpRequest) -> object:
    incident = request.POST.get("incident", "")
    return draw_sheet(
        actor=person_of(request),
        other=given.words(request, "other", 6),
        starts_at=given.moment(request, "starts_at"),
        ends_at=given.moment(request, "ends_at"),
        incident_id=given.key(incident, "incident") if incident else None,
    )
