"""The frame of the pages of plans: tabs and the live line. The rooms inside fill it.

A page is ``render(request, "…", frame(person, "interlock") | {…})`` with a template that
extends ``plans/frame.html`` and fills its block ``plans``. A page of one plan adds
``one(card, "edit")`` for its second row of tabs.
"""

from typing import Any

from django.utils.translation import pgettext_lazy

from command.core.follow import desks_of, start_of
from command.core.models import Person
from command.core.tabs import Names, tabs_of
from plans.selectors import PlanCard

# Key, name, and the name of the URL.
TABS: Names = (
    ("library", pgettext_lazy("plans", "Library"), "plans"),
    ("active", pgettext_lazy("plans", "At work"), "activations"),
    ("interlock", pgettext_lazy("plans", "Interlock"), "interlock"),
    ("readiness", pgettext_lazy("plans", "Readiness"), "readiness"),
    ("contacts", pgettext_lazy("plans", "Contacts"), "contacts"),
    ("errors", pgettext_lazy("plans", "Error catalogue"), "plan-errors"),
)
# The pages of one plan; the one argument of the URL is the plan.
OF_ONE: Names = (
    ("read", pgettext_lazy("plan", "Read"), "plan"),
    ("edit", pgettext_lazy("plan", "Edit"), "plan-edit"),
    ("check", pgettext_lazy("plan", "Check"), "plan-check"),
    ("versions", pgettext_lazy("plan", "Versions"), "plan-versions"),
    ("readiness", pgettext_lazy("plan", "Readiness"), "plan-readiness"),
)


def frame(person: Person, tab: str) -> dict[str, Any]:
    """Return what the frame shows. Read the facts of the page after it."""
    start = start_of(*desks_of(person))
    return {"live": True, "start": start, "tabs": tabs_of(TABS, tab)}


def one(card: PlanCard, tab: str) -> dict[str, Any]:
    """Return what the frame shows of one plan: its card and the tabs of its pages."""
    return {"plan": card, "plan_tabs": tabs_of(OF_ONE, tab, [card.id], numbered=False)}
