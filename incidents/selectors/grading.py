"""Which grade the figures of an incident suggest, and how long its casualties count."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from command.core import regions
from incidents.grading import Suggestion, day_of, decide
from incidents.models import GradeRule, Incident
from incidents.selectors.limits import limit
from incidents.selectors.totals import totals


def suggest(incident: Incident) -> Suggestion | None:
    """Return the grade that the newest figures suggest and what decided it. Three queries.

    Where sources differ, the figure that holds counts: the preferred, or else the newest.
    """
    known = {key: Decimal(str(told["value"])) for key, told in totals(incident.pk).items()}
    return suggest_for(incident.event_type_id, incident.region_id, known)


def suggest_for(
    event_type: str, region: str, figures: Mapping[str, Decimal]
) -> Suggestion | None:
    """Return the grade for figures that are not recorded yet. One query."""
    rules = GradeRule.in_force.of(regions.city_of(region))
    return decide(rules, event_type, figures)


def supplement_due(incident: Incident, at: datetime) -> bool:
    """Return whether a change of casualties at ``at`` must be reported in addition.

    After Decree 493, art. 13: thirty days from the accident, seven for fires and road
    traffic. One query.
    """
    days = limit("supplement_days", incident.event_type_id, incident.region_id)
    return days is not None and 0 <= day_of(incident.occurred_at, at) <= days
