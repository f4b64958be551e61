"""What the forms of the editor hand in; each act is one knock at one door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command.core import operations
from command.core.errors import Conflict, Invalid, Refusal, TooLarge
from plans.editor import actions, pages
from plans.editor.merge import CLASSES
from plans.editor.saving import Saved, said, save
from plans.editor.selectors import draft_seen
from plans.editor.views import person_of, show

SEE_OTHER, BAD, CONFLICT = 303, 400, 409


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show the editor; take in what its forms say."""
    if request.method != "POST":
        return show(request, plan_id)
    draft_seen(plan_id, person_of(request))
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Invalid(_("There is no such act."))
    try:
        return act(request, plan_id)
    except Refusal as refusal:
        if not _wants_json(request):
            raise
        return JsonResponse({"message": str(refusal)}, status=refusal.status)


def _save(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    part, key = _part(request), request.POST.get("key", "")
    saved = save(person_of(request), plan_id, part, key, request.POST)
    if not _wants_json(request):
        if saved.is_whole:
            return _to(request, plan_id, part, saved.key)
        status = CONFLICT if saved.clashes else BAD
        return show(request, plan_id, status, part=part, key=key, problems=saved.refused())
    status = CONFLICT if saved.clashes else BAD if saved.problems else 200
    return JsonResponse(_told(saved), status=status)


def _told(saved: Saved) -> dict[str, Any]:
    clashes = {}
    for name, clash in saved.clashes.items():
        context = {
            "field": name,
            "yours": said(clash["yours"]),
            "now": said(clash["now"]),
            "base": said(clash["base"]),
            "by": clash["by"],
            "at": parse_datetime(clash["at"]) if clash["at"] else None,
            "can_merge": isinstance(clash["now"], str),
        }
        clashes[name] = {
            "html": render_to_string("plan_editor/_clash.html", context),
            "now": clash["now"],
        }
    return {
        "key": saved.key,
        "kept": saved.kept,
        "clashes": clashes,
        "problems": saved.problems,
    }


def _add(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    part, after = _part(request), request.POST.get("after", "")

    def run() -> str:
        return actions.add_part(
            actor=person_of(request), plan_id=plan_id, part=part, after=after
        )

    key = once(request, f"add {plan_id}", {"part": part, "after": after}, run)
    _forget(request, plan_id)
    return _to(request, plan_id, part, key)


def _move(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    part, key = _part(request), request.POST.get("key", "")
    by = -1 if request.POST.get("by") == "-1" else 1
    actions.move_part(actor=person_of(request), plan_id=plan_id, part=part, key=key, by=by)
    return _to(request, plan_id, part, key)


def _remove(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    part, key = _part(request), request.POST.get("key", "")
    gone = actions.remove_part(actor=person_of(request), plan_id=plan_id, part=part, key=key)
    request.session[f"plan-{plan_id}"] = gone
    _card, draft = draft_seen(plan_id, person_of(request))
    rows = draft.data[part]
    near = rows[min(gone["at"], len(rows) - 1)]["key"] if rows else ""
    return _to(request, plan_id, part, near)


def _restore(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    gone = request.session.get(f"plan-{plan_id}")
    if gone is None:
        raise Conflict(_("There is nothing to bring back."))
    actions.restore_part(actor=person_of(request), plan_id=plan_id, **gone)
    _forget(request, plan_id)
    return _to(request, plan_id, gone["part"], gone["value"]["key"])


def _file(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    text, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    try:
        actions.write_draft(
            actor=person_of(request), plan_id=plan_id, text=text, seen=seen or "-"
        )
    except (Invalid, Conflict, TooLarge) as refusal:
        clash = refusal.detail if "now" in refusal.detail else None
        problem = {
            "part": pages.FILE,
            "file_problem": str(refusal),
            "clash": clash,
            "text": text,
        }
        return show(request, plan_id, refusal.status, seen=seen, **problem)
    return _to(request, plan_id, pages.FILE, "")


ACTS: dict[str, Callable[[HttpRequest, UUID], HttpResponse]] = {
    "save": _save,
    "add": _add,
    "move": _move,
    "remove": _remove,
    "restore": _restore,
    "file": _file,
}


def once(request: HttpRequest, what: str, asked: Any, run: Callable[[], str]) -> str:
    """Carry out ``run`` once for the key that the form brought along."""
    try:
        key = UUID(request.POST.get("once", ""))
    except ValueError:
        raise Invalid(_("The form has lost its key; load it anew.")) from None
    result, _again = operations.once(
        key, actor=person_of(request), what=what[:200], asked=asked, run=run
    )
    return str(result)


def _part(request: HttpRequest) -> str:
    part = request.POST.get("part", "")
    if part not in CLASSES:
        raise Invalid(_("A plan has no such part."), part=part[:40])
    return part


def _to(request: HttpRequest, plan_id: UUID, part: str, key: str) -> HttpResponse:
    """Go on to a part; the page's own script is told where that is."""
    to = pages.url_of(draft_seen(plan_id, person_of(request))[0], part, key)
    if _wants_json(request):
        return JsonResponse({"to": to})
    answer = redirect(to)
    answer.status_code = SEE_OTHER
    return answer


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _forget(request: HttpRequest, plan_id: UUID) -> None:
    request.session.pop(f"plan-{plan_id}", None)
