"""What a desk keeps of the library for when its network is cut, and what opens it then."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from plans import selectors
from plans.views.asked import person_of

WORKER = Path(settings.BASE_DIR) / "command/static/command/plans/worker.js"
MOST = 12  # plans of others that a desk keeps because somebody read them


@require_safe
@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """List what is kept: the plans in force of the reader's cities, and those read last.

    ``?also=`` names the latter, the last one first; what is in force no longer is left out.
    """
    also = [key for each in request.GET.get("also", "").split(",") if (key := _uuid(each))]
    plans = selectors.kept(person_of(request), also[:MOST])
    return render(request, "plans/kept.html", {"plans": plans})


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the worker of plans; its scope is the folder of the pages of plans."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8"),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
