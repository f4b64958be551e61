"""The only code of the warnings room that reads; its cards are for the outside."""

from incidents.warnings.selectors.cards import ObligationCard, WarningCard
from incidents.warnings.selectors.duties import (
    awaiting,
    locked_obligation,
    obligation_cards,
    obligation_seen,
    obligations,
    obligations_visible_to,
    on_duty,
    superior_of,
    to_chase,
)
from incidents.warnings.selectors.exports import (
    chain,
    message_of,
    names,
    sent,
    serialize_cap12,
    serialize_cncap,
)
from incidents.warnings.selectors.sight import (
    card,
    cards,
    every,
    fresh,
    locked,
    run_out,
    seen,
    visible_to,
)

__all__ = [
    "ObligationCard",
    "WarningCard",
    "awaiting",
    "card",
    "cards",
    "chain",
    "every",
    "fresh",
    "locked",
    "locked_obligation",
    "message_of",
    "names",
    "obligation_cards",
    "obligation_seen",
    "obligations",
    "obligations_visible_to",
    "on_duty",
    "run_out",
    "seen",
    "sent",
    "serialize_cap12",
    "serialize_cncap",
    "superior_of",
    "to_chase",
    "visible_to",
]
