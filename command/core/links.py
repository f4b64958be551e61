"""The lines to the four cities' own systems: who may speak for a city, and their ages.

Each system says every ``EVERY_S`` seconds that it is there (``manage.py city_link``). A
screen calls a city late after twice ``EXPECTED_S`` and stale after five times.
"""

import secrets
from datetime import datetime
from typing import Final

from django.conf import settings

from command.core import regions
from command.core.models import CityLink

EVERY_S: Final = 5
EXPECTED_S: Final = 7  # a word, the way to the screen, and a second to spare
LOST_AFTER_S: Final = 60


def heard() -> dict[str, datetime]:
    """Return when each linked city was last heard. One query."""
    return dict(CityLink.objects.values_list("city", "heard_at"))


def opens(city: str, token: str) -> bool:
    """Return whether ``token`` is the secret of this city's system."""
    secret = _secrets().get(city, "")
    return bool(secret) and secrets.compare_digest(secret.encode(), token.encode())


def _secrets() -> dict[str, str]:
    pairs = (pair.partition(":") for pair in settings.CITY_LINKS.split(",") if pair)
    return {city.strip(): secret.strip() for city, _, secret in pairs if city in regions.CITIES}
