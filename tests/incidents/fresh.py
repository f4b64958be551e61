"""What a fresh fetch of an incident's room returns, by reference."""

from dataclasses import asdict
from typing import Any

from incidents import selectors
from incidents.imagery import selectors as imagery
from tests import make
from tests.make import Post


def fetcher(incident):
    """Return a function that fetches everything of an incident: ``{ref: view}``."""
    reader = make.person(Post.OBSERVER, make.REGION)
    commander = make.person(Post.COMMANDER, make.REGION)

    def fetch():
        key = incident.pk
        views: dict[str, list[Any]] = {"incident": [selectors.card_of(key, reader)]}
        views["response"] = selectors.responses_of(key, reader)
        views["proposal"] = selectors.proposals_of(key, reader)
        views["figure"] = selectors.observations_of(key, reader)
        views["note"] = selectors.notes_of(key, reader)
        views["image"] = imagery.images_of(key, reader)
        views["command_offer"] = selectors.command_offers_awaiting(commander)
        return {
            f"{noun}.{card.id}": asdict(card) for noun, cards in views.items() for card in cards
        }

    return fetch
