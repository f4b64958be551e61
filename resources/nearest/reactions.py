"""What the map's tiles do when something in them has changed: those that are kept are old."""

from functools import partial

from django.core.cache import cache
from django.db import transaction

from command.core.models import Entry
from resources.nearest.selectors.tiles import EDITION, KEPT_EDITION

FACTS = (
    "facility.registered",
    "facility.changed",
    "facility.closed",
    "facility.reopened",
    "shelter.counted",
    "beds.counted",
    "stock.registered",
    "stock.counted",
    "deployment.moved",
    "register.imported",
    "register.import_undone",
)
LAYERS = {"facility": "facilities", "stock": "stocks"}


def tiles_are_old(entry: Entry) -> None:
    """Let the tiles of what an entry of reality changed be drawn anew."""
    layers = {
        layer
        for ref, card in entry.changed.items()
        if (layer := LAYERS.get(ref.partition(".")[0])) and card and not card["exercise"]
    }
    for layer in layers:
        key = EDITION.format(layer=layer)
        transaction.on_commit(partial(cache.set, key, str(entry.pk), KEPT_EDITION), robust=True)
