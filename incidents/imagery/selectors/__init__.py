"""The only code of the imagery room that reads; its cards are for the outside."""

from incidents.imagery.selectors.cards import ImageCard
from incidents.imagery.selectors.images import (
    card_of,
    images_of,
    may_see,
    seen_image,
    visible_to,
    wall,
)

__all__ = [
    "ImageCard",
    "card_of",
    "images_of",
    "may_see",
    "seen_image",
    "visible_to",
    "wall",
]
