"""The only code of the incidents room that reads; its cards are for the outside."""

from incidents.selectors.board import (
    board,
    card,
    card_of,
    cards,
    changed,
    every,
    locked,
    locked_all,
    open_to,
    seen,
    visible_to,
)
from incidents.selectors.cards import IncidentCard
from incidents.selectors.code_lists import event_types
from incidents.selectors.figures import KeyFigure, Rival, figures_of
from incidents.selectors.record_cards import FigureCard, NoteCard
from incidents.selectors.response_cards import CommandOfferCard, ProposalCard, ResponseCard
from incidents.selectors.totals import totals
from incidents.selectors.waiting import (
    command_offers_awaiting,
    notes_of,
    observations_of,
    offer_card,
    proposals_awaiting,
    proposals_of,
    responses_of,
)

__all__ = [
    "CommandOfferCard",
    "FigureCard",
    "IncidentCard",
    "KeyFigure",
    "NoteCard",
    "ProposalCard",
    "ResponseCard",
    "Rival",
    "board",
    "card",
    "card_of",
    "cards",
    "changed",
    "command_offers_awaiting",
    "event_types",
    "every",
    "figures_of",
    "locked",
    "locked_all",
    "notes_of",
    "observations_of",
    "offer_card",
    "open_to",
    "proposals_awaiting",
    "proposals_of",
    "responses_of",
    "seen",
    "totals",
    "visible_to",
]
