"""The library: facets, search, and the plans that are found."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.models import Organisation, Person
from command.core.policies import duties_of
from incidents.words import ROMAN
from plans import selectors
from plans.actions.rights import DRAFTING
from plans.frame import frame
from plans.models import Plan, PlanVersion
from plans.selectors.search import DUE, IN_MAKING, PAGE
from plans.views.asked import By, person_of

# The key that chooses a facet on the keyboard.
KEYS = {
    "overall": "z", "special": "x", "departmental": "d",
    "150100": "h", "150200": "b", "150600": "e", "150900": "w",
    "1": "u", "2": "i", "3": "o", "4": "p",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, and the address that chooses it or takes it off."""

    value: str
    name: str
    query: str
    here: bool
    key: str = ""


@require_safe
@never_cache
def library(request: HttpRequest) -> HttpResponse:
    """Show the library as the reader may see it, narrowed by facets and words."""
    person = person_of(request)
    by = By.of(request)
    shown = frame(person, "library") | _facets(by, person) | _found(by, person)
    return render(request, "plans/library.html", shown)


@require_safe
@never_cache
def rows(request: HttpRequest) -> HttpResponse:
    """Show the plans that are found anew."""
    by = By.of(request)
    return render(request, "plans/_rows.html", _found(by, person_of(request)))


def families() -> tuple[tuple[str, str], ...]:
    """Return the four classes of events, by the beginning of their codes."""
    return (
        ("11", _("Natural disaster")),
        ("12", _("Accident")),
        ("13", _("Public health")),
        ("14", _("Social security")),
    )


def may_draft(person: Person) -> bool:
    """Return whether the person drafts plans anywhere."""
    return duties_of(person).filter(post__in=DRAFTING, region__isnull=False).exists()


def _found(by: By, person: Person) -> dict[str, Any]:
    found = selectors.search(
        person, by.q, kind=by.kind, city=by.city, level=int(by.level or 0),
        event_type=by.family, state=by.state, department=by.department, offset=by.offset,
    )  # fmt: skip
    pages = max(1, -(-found.total // PAGE))
    return {
        "by": by,
        "found": found,
        "pages": pages,
        "before": by.page - 1 if by.page > 1 else None,
        "after": by.page + 1 if by.page < pages else None,
    }


def _facets(by: By, person: Person) -> dict[str, Any]:
    states = (
        ("published", pgettext("plan", "In force")),
        (IN_MAKING, pgettext("plan", "In the making")),
        ("in_review", PlanVersion.State.IN_REVIEW.label),
        ("approved", PlanVersion.State.APPROVED.label),
        (DUE, pgettext("plan", "Review overdue")),
        ("withdrawn", PlanVersion.State.WITHDRAWN.label),
    )
    cities = [(code, regions.name(code)) for code in regions.CITIES]
    levels = [(str(level), ROMAN[level]) for level in (1, 2, 3, 4)]
    return {
        "facets": [
            ("kind", pgettext("plan", "Kind"), _options(by, "kind", Plan.Kind.choices)),
            ("city", _("City"), _options(by, "city", cities)),
            ("level", _("Response level"), _options(by, "level", levels)),
            ("family", _("Event"), _options(by, "family", families())),
            ("state", _("State"), _options(by, "state", states)),
        ],
        "departments": Organisation.Kind.choices,
        "drafts": may_draft(person),
    }


def _options(by: By, name: str, known: Any) -> list[Option]:
    return [
        Option(
            value=value,
            name=str(label),
            query=by.having(name, value),
            here=getattr(by, name) == value,
            key=KEYS.get(value, ""),
        )
        for value, label in known
    ]
