"""Reading road conditions."""

from resources.routing.selectors.conditions import (
    ConditionCard,
    card_of,
    conditions_open_to,
    listed,
    locked_condition,
    run_out,
    seen,
    status_of,
)

__all__ = [
    "ConditionCard",
    "card_of",
    "conditions_open_to",
    "listed",
    "locked_condition",
    "run_out",
    "seen",
    "status_of",
]
