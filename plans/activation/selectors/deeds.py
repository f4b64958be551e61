"""What plans can do about an alarm: the plans that fit, looked at before they start."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from incidents.monitoring.deeds import Asked, Deed, link
from plans.activation.selectors.suggest import fitting, suggestions

MOST = 4
START = "start"


def plan_deeds(asked: Asked, person: Person) -> list[Deed]:
    """Return the plans that fit an alarm by its kind of event and its place.

    With an incident each leads to the look at its start there; without one the incident is
    raised first, filled in from the alarm, and the look at the start follows.
    """
    if asked.incident is not None:
        return [
            _deed(
                n,
                suggestion.title,
                reverse("plan-activate", args=[suggestion.plan, asked.incident.pk]),
                _("Look at a start"),
                ((_("City"), suggestion.city), (_("Why"), " · ".join(suggestion.reasons))),
            )
            for n, suggestion in enumerate(suggestions(asked.incident, person)[:MOST])
        ]
    if not asked.event_type or asked.region is None or asked.exercise is not None:
        return []
    here = regions.city_of(asked.region)
    rows = fitting(asked.event_type, {here, regions.city_of(person.origin)}, asked.exercise)
    rows.sort(key=lambda row: row.plan.city_id != here)
    return [
        _deed(
            n,
            row.plan.name,
            link("incident-new", asked.filled.ref, then=f"{START}.{row.plan_id}"),
            _("Raise the incident and look at a start"),
            ((_("City"), regions.name(row.plan.city_id)), (_("Why"), _("its kind of event"))),
        )
        for n, row in enumerate(rows[:MOST])
    ]


def look_at_start(incident: str, plan: str) -> str:
    """Return the page on which the start of a plan in an incident is looked at."""
    try:
        return reverse("plan-activate", args=[UUID(plan), UUID(incident)])
    except ValueError:
        return ""


def _deed(
    n: int, title: str, address: str, word: str, facts: tuple[tuple[str, str], ...]
) -> Deed:
    return Deed(
        key=f"plan-{n}",
        title=_("Plan: %(name)s") % {"name": title},
        word=word,
        address=address,
        facts=facts,
        order=30 + n,
    )
