"""The only code of the warnings room that reads; its cards are for the outside."""

from incidents.warnings.selectors.areas import WarnedArea, warned_areas
from incidents.warnings.selectors.cards import ObligationCard, WarningCard
from incidents.warnings.selectors.duties import (
    awaiting,
    locked_obligation,
    obligation_cards,
    obligation_seen,
    obligations,
    obligations_held,
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
from incidents.warnings.selectors.places import cities_of, people_in, told_in
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
from incidents.warnings.selectors.units import units, units_of

__all__ = [
    "ObligationCard",
    "WarnedArea",
    "WarningCard",
    "awaiting",
    "card",
    "cards",
    "chain",
    "cities_of",
    "every",
    "fresh",
    "locked",
    "locked_obligation",
    "message_of",
    "names",
    "obligation_cards",
    "obligation_seen",
    "obligations",
    "obligations_held",
    "obligations_visible_to",
    "on_duty",
    "people_in",
    "run_out",
    "seen",
    "sent",
    "serialize_cap12",
    "serialize_cncap",
    "superior_of",
    "to_chase",
    "told_in",
    "units",
    "units_of",
    "visible_to",
    "warned_areas",
]
