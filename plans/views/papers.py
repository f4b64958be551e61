"""A plan to take along: as a paper, and as one file that is read without a network."""

from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.models import Person
from command.core.tongues import CHINESE, ENGLISH, is_english
from incidents.documents import paper_response
from plans import selectors
from plans.activation.selectors import book
from plans.document import document_of
from plans.models import PlanVersion
from plans.paper import paper_of
from plans.reading import sheet_of
from plans.views.asked import person_of
from plans.views.one import chosen

STYLE = Path(settings.BASE_DIR) / "command/static/command/elements/plan_offline.css"


@require_safe
@never_cache
def paper(request: HttpRequest, plan_id: UUID, form: str) -> HttpResponse:
    """Return a version as a PDF, Word or JSON file."""
    person = person_of(request)
    version = chosen(request, selectors.versions_of(plan_id, person))
    return paper_response(paper_of(version, _language(), person.name), form)


@require_safe
def offline(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan in force as one page that ``plans/keep.js`` keeps; ``?save=1``, as a file.

    The file contains all it needs. The page is asked for each time and sent only when it
    says something else than before.
    """
    person = person_of(request)
    version = chosen(request, selectors.versions_of(plan_id, person))
    if version.state != PlanVersion.State.PUBLISHED:
        raise NotThere(_("Only what is in force is taken along."))
    saved = request.GET.get("save") == "1"
    response = render(request, "plans/offline.html", _page(version, person, saved=saved))
    if saved:
        name = f"{version.plan.name} v{version.number}.html"
        named = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = named or "attachment"
    tag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=tag, response=response) or response


def _page(version: PlanVersion, person: Person, *, saved: bool) -> dict[str, object]:
    plan = version.plan
    document = document_of(version)
    return {
        "plan": plan,
        "version": version,
        "sheet": sheet_of(document, plan.city_id),
        "contacts": book.told_by(document, plan.city_id, person),
        "saved": saved,
        "style": STYLE.read_text(encoding="utf-8") if saved else "",
    }


def _language() -> str:
    return ENGLISH if is_english() else CHINESE
