"""The versions of a plan, and what differs between two of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plans import selectors
from plans.differing import groups_of
from plans.document import document_of
from plans.frame import frame, one
from plans.models import PlanVersion
from plans.selectors import VersionCard
from plans.views.asked import person_of


@require_safe
@never_cache
def versions(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show the versions of a plan, and the difference of the two that are asked for."""
    person = person_of(request)
    shell = frame(person, "library")
    card = selectors.card_of(plan_id, person)
    found = selectors.versions_of(plan_id, person)
    before, after = _two(request, found)
    context: dict[str, Any] = {
        **shell,
        **one(card, "versions"),
        "versions": [VersionCard.of(each) for each in found],
        "before": before,
        "after": after,
    }
    if before is not None and after is not None:
        context["groups"] = groups_of(document_of(before), document_of(after))
    return render(request, "plans/versions.html", context)


def _two(
    request: HttpRequest, found: list[PlanVersion]
) -> tuple[PlanVersion | None, PlanVersion | None]:
    """Return the versions of ``?a=`` and ``?b=``, or the two newest; the older first."""
    by_number = {str(each.number): each for each in found}
    asked = [by_number.get(request.GET.get(name, "")) for name in ("a", "b")]
    chosen = [each for each in asked if each is not None]
    if len(chosen) < 2:
        chosen = found[:2]
    if len(chosen) < 2:
        return None, None
    first, second = sorted(chosen[:2], key=lambda each: each.number)
    return first, second
