"""People's pages of the editor: one part at a time, the preview, and the file."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import Invalid
from command.core.models import Person
from plans.document import as_data, document_of
from plans.editor import pages
from plans.editor.files import as_json, as_yaml
from plans.editor.selectors import draft_seen, version_seen
from plans.editor.texts import file_of, notes_of

# No version has it: the newest that one may read is meant.
NEWEST = 0
FORMS = {"yaml": "application/yaml", "json": "application/json"}


def show(request: HttpRequest, plan_id: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """Show the editor of one part; for the page's own script without the frame."""
    person = person_of(request)
    card, draft = draft_seen(plan_id, person)
    part = more.pop("part", request.GET.get("part", ""))
    key = more.pop("key", request.GET.get("key", ""))
    fragment = bool(request.headers.get("HX-Request"))
    # The frame reads where the journal stands, and so comes before the facts of the page.
    context = {} if fragment else pages.editor_page(person, card)
    problems = more.pop("problems", None)
    context |= pages.editor(card, draft, part, key, problems)
    context |= {"undo": request.session.get(f"plan-{plan_id}")} | more
    if context["is_file"] and "text" not in more:
        context["text"] = as_yaml(file_of(card, draft.data), notes_of(card, draft.number))
    if not fragment:
        context |= pages.preview(card, draft)
    name = "plan_editor/_editor.html" if fragment else "plan_editor/edit.html"
    return render(request, name, context, status=status)


@require_safe
@never_cache
def preview(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show the preview and the findings anew."""
    card, draft = draft_seen(plan_id, person_of(request))
    return render(request, "plan_editor/_preview.html", pages.preview(card, draft))


@require_safe
@never_cache
def file(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Answer with a version of a plan as a file."""
    form = request.GET.get("form", "yaml")
    if form not in FORMS:
        raise Invalid(_("A plan comes as YAML or as JSON."), form=form[:20])
    number = number_of(request.GET.get("version", ""))
    if number is None and request.GET.get("draft"):
        number = NEWEST
    card, version = version_seen(plan_id, number, person_of(request))
    told = file_of(card, as_data(document_of(version)))
    text = as_json(told) if form == "json" else as_yaml(told, notes_of(card, version.number))
    answer = HttpResponse(text, content_type=f"{FORMS[form]}; charset=utf-8")
    name = f"{card.city}_v{version.number}_{card.id[:8]}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def number_of(given: str) -> int | None:
    """Return the number of a version. Raises ``Invalid``."""
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Invalid(_("A version has a number."), version=given[:20])
    return int(given)


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in."""
    return cast("Person", request.user)
