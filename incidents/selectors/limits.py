"""The limits that hold for a type of event in a city."""

from decimal import Decimal

from command.core import regions
from incidents.grading import nearest_prefix
from incidents.models import Limit


def limit(measure: str, event_type: str, region: str) -> Decimal | None:
    """Return the amount of the rule that is nearest to the type; ``None`` without a rule.

    One query.
    """
    found = [
        (nearest_prefix(event_type, rule.applies_to), rule.amount)
        for rule in Limit.in_force.of(regions.city_of(region))
        if rule.measure == measure
    ]
    spoken = [each for each in found if each[0]]
    amount: Decimal | None = max(spoken)[1] if spoken else None
    return amount
