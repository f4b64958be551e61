"""One plan: reading it, and the acts of its life."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core.errors import BadTransition, Conflict, Invalid, NotThere, Refusal
from command.core.models import Person
from command.core.policies import COMMANDING, holds
from plans import selectors
from plans.actions import (
    adopt_plan,
    approve_plan,
    publish_plan,
    return_plan,
    submit_plan,
    withdraw_plan,
)
from plans.actions.rights import DRAFTING, State
from plans.document import document_of
from plans.frame import frame, one
from plans.models import MAKING, PlanVersion
from plans.reading import sheet_of
from plans.selectors import PlanCard, VersionCard
from plans.views.asked import person_of

ACTS: dict[str, tuple[Callable[..., PlanVersion], tuple[str, ...]]] = {
    "submit": (submit_plan, ()),
    "approve": (approve_plan, ()),
    "return": (return_plan, ("comment",)),
    "publish": (publish_plan, ()),
    "withdraw": (withdraw_plan, ("reason",)),
}


@require_safe
@never_cache
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show what a plan says: the version in force, or the one that is asked for."""
    return page(request, plan_id)


@require_safe
@never_cache
def life(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show anew where the versions of a plan stand."""
    person = person_of(request)
    card = selectors.card_of(plan_id, person)
    versions = selectors.versions_of(plan_id, person)
    return render(request, "plans/_life.html", {"plan": card, **_life(versions)})


@require_POST
def act(request: HttpRequest, plan_id: UUID, verb: str) -> HttpResponse:
    """Take a step in the life of a plan."""
    person = person_of(request)
    selectors.card_of(plan_id, person)
    try:
        if verb == "adopt":
            made = adopt_plan(actor=person, plan_id=plan_id, city=person.origin)
            notes.success(request, _("The plan is adopted as a draft of your own."))
            return redirect("plan", made.pk)
        if verb not in ACTS:
            raise NotThere(_("There is no such act."))
        door, asked = ACTS[verb]
        door(
            actor=person,
            plan_id=plan_id,
            **{name: request.POST.get(name, "") for name in asked},
        )
    except (Invalid, Conflict, BadTransition) as refusal:
        return page(request, plan_id, refusal=refusal, tried=verb)
    notes.success(request, _("Done. It is on record."))
    return redirect("plan", plan_id)


def page(
    request: HttpRequest, plan_id: UUID, *, refusal: Refusal | None = None, tried: str = ""
) -> HttpResponse:
    """Return the page of a plan, with what was refused if something was."""
    person = person_of(request)
    shell = frame(person, "library")
    card = selectors.card_of(plan_id, person)
    versions = selectors.versions_of(plan_id, person)
    version = chosen(request, versions)
    context = {
        **shell,
        **one(card, "read"),
        **_life(versions),
        "version": version,
        "version_card": VersionCard.of(version),
        "sheet": sheet_of(document_of(version), card.city),
        "files": selectors.files_of(version),
        "may": _may(card, versions, person),
        "origin": selectors.origin_of(plan_id, person),
        "adoptions": selectors.adoptions_of(plan_id, person),
        "refusal": refusal,
        "tried": tried,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "plans/read.html", context, status=status)


def chosen(request: HttpRequest, versions: list[PlanVersion]) -> PlanVersion:
    """Return the version that ``?v=`` asks for, or that in force, or the newest."""
    asked = request.GET.get("v", "")
    if asked:
        found = [version for version in versions if str(version.number) == asked]
    else:
        found = [
            version for version in versions if version.state == State.PUBLISHED
        ] or versions
    if not found:
        raise NotThere(_("No such version, or not visible to you."))
    return found[0]


def _life(versions: list[PlanVersion]) -> dict[str, Any]:
    """Return the version in force and the one in the making, as cards."""
    in_force = [each for each in versions if each.state == State.PUBLISHED]
    making = [each for each in versions if each.state in MAKING]
    last = in_force[:1] + making[:1] or versions[:1]
    due = in_force[0].review_due if in_force else None
    return {
        "lives": [VersionCard.of(each) for each in last],
        "overdue": due is not None and due < localdate(),
        "due": due,
    }


def _may(card: PlanCard, versions: list[PlanVersion], person: Person) -> dict[str, bool]:
    """Return which acts are open to the person now; the doors judge them again."""
    own = card.origin == person.origin
    drafts = own and holds(person, DRAFTING, region=card.city)
    commands = own and holds(person, COMMANDING, region=card.city)
    making = next((each for each in versions if each.state in MAKING), None)
    state = making.state if making else ""
    wrote = making is not None and person.pk in {*making.authors, making.submitted_by_id}
    submitted = making is not None and making.submitted_by_id == person.pk
    elsewhere = card.city != person.origin and not own
    return {
        "edit": drafts and state in {"", State.DRAFT},
        "submit": drafts and state == State.DRAFT,
        "approve": commands and state == State.IN_REVIEW and not wrote,
        "wrote": commands and state == State.IN_REVIEW and wrote,
        "return": (commands and state in {State.IN_REVIEW, State.APPROVED})
        or (submitted and state == State.IN_REVIEW),
        "publish": commands and state == State.APPROVED,
        "withdraw": commands and card.version is not None,
        "adopt": elsewhere
        and card.version is not None
        and holds(person, DRAFTING, region=person.origin),
        "attach": drafts and state == State.DRAFT,
    }
