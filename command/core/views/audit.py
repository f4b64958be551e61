"""The page of the audit administrator: the records, and whether the chains are whole."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from command.core import audit
from command.core.models import Person
from command.core.policies import Post, require

PER_PAGE, CHAINS_PER_PAGE = 100, 20
READS = frozenset({Post.AUDIT_ADMIN})


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Show the records of the auditor's authority, latest first."""
    actor = _auditor(request)
    pages = Paginator(audit.records_for(actor), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "core/audit.html", {"page": page})


@require_safe
def chains(request: HttpRequest) -> HttpResponse:
    """Check the journals room by room, a page at a time."""
    actor = _auditor(request)
    pages = Paginator(audit.rooms_for(actor), CHAINS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    checked = [audit.check(room.key) for room in page]
    return render(request, "core/audit_chains.html", {"page": page, "checked": checked})


def _auditor(request: HttpRequest) -> Person:
    actor = cast("Person", request.user)
    require(actor, READS, to=_("read the audit"), region=actor.origin)
    return actor
