"""The only code of the plotting room that reads."""

from incidents.plotting.selectors.cards import (
    FeatureCard,
    VersionCard,
    as_geojson,
    collection,
    geojson_of,
)
from incidents.plotting.selectors.sight import (
    card_of,
    features_of,
    open_to,
    removed_from,
    seen,
    sees_city,
    shown_to_all,
    versions_of,
    visible_to,
)

__all__ = [
    "FeatureCard",
    "VersionCard",
    "as_geojson",
    "card_of",
    "collection",
    "features_of",
    "geojson_of",
    "open_to",
    "removed_from",
    "seen",
    "sees_city",
    "shown_to_all",
    "versions_of",
    "visible_to",
]
