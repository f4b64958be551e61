"""The only code that reads plans."""

from plans.selectors.activations import (
    ActivationCard,
    activations_of,
    activations_seen,
    followers_of,
    ready_steps,
)
from plans.selectors.owners import owner_of
from plans.selectors.plans import PlanCard, board, card_of, changed, document_in, locked

__all__ = [
    "ActivationCard",
    "PlanCard",
    "activations_of",
    "activations_seen",
    "board",
    "card_of",
    "changed",
    "document_in",
    "followers_of",
    "locked",
    "owner_of",
    "ready_steps",
]
