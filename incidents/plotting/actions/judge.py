"""What is asked of a drawing before it is written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person
from command.core.times import iso
from incidents.plotting.categories import CATEGORIES
from incidents.plotting.lifecycle import FIELDS, WIDEST_BUFFER_M, Style, Visibility
from incidents.plotting.selectors import sees_city
from incidents.plotting.shapes import geometry_of, shape_of

LONGEST = {"label": 60, "note": 1000}


def fields_known(given: Mapping[str, Any]) -> None:
    """Raise ``Invalid`` when something is to be changed that a drawing does not have."""
    strange = sorted(set(given) - set(FIELDS))
    if strange:
        raise Invalid(_("A drawing does not have this."), unknown=strange, allowed=list(FIELDS))


def judged(values: Mapping[str, Any], *, now_given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole version as it is kept. Raises ``Invalid`` when it cannot be meant.

    ``now_given`` is the part that somebody gives now; the rest was judged before.
    """
    kept = dict(values)
    if "geometry" in now_given:
        kept["geometry"] = geometry_of(shape_of(kept["geometry"]))
    for name, longest in LONGEST.items():
        kept[name] = str(kept[name]).strip()
        if len(kept[name]) > longest:
            raise Invalid(_("This text is too long."), field=name, longest=longest)
    for name, words in (("visibility", Visibility.values), ("style", Style.values)):
        if kept[name] not in words:
            raise Invalid(_("This word is not known."), field=name, allowed=words)
    if not 0 <= int(kept["buffer_m"]) <= WIDEST_BUFFER_M:
        raise Invalid(
            _("A zone is at most %(most)s km wide.") % {"most": WIDEST_BUFFER_M // 1000},
            field="buffer_m",
        )
    category = CATEGORIES.get(kept["category"])
    if category is None:
        raise Invalid(_("There is no such category."), field="category")
    if not category.takes(kept["geometry"]["type"]):
        raise Invalid(
            _("%(category)s is not drawn as this kind of shape.") % {"category": category.name},
            field="category",
            allowed=list(category.kinds),
        )
    return kept


def expiry_judged(until: datetime | None, exercise: UUID | None) -> str | None:
    """Return when a drawing expires, as it is kept. Raises ``Invalid`` for the past.

    An exercise has a clock of its own, which is not judged by that of the wall.
    """
    if until is None:
        return None
    if exercise is None and until <= now():
        raise Invalid(_("This time has passed already."), field="expires_at")
    return iso(until)


def visibility_judged(wanted: str, owner: str, actor: Person | None) -> None:
    """Raise ``Invalid`` when nobody, or not even the actor, would see what is meant.

    ``owner`` is the authority whose drawing it is.
    """
    if wanted != Visibility.CITY:
        return
    if owner not in regions.CITIES:
        raise Invalid(_("Only a city can draw for itself alone."), field="visibility")
    if actor is not None and not sees_city(actor, owner):
        raise Invalid(
            _("Only the drawing's own city can keep it to itself."), field="visibility"
        )
