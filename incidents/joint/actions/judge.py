"""What is asked of the given before anything is written."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid
from command.core.times import clock
from incidents.actions.judge import known_region

MOST_LINES = 40
MOST_TEXT = 2000


def judged_members(codes: Iterable[str], *, lead: str) -> list[str]:
    """Return the authorities that take part, the lead among them. Raises ``Invalid``."""
    members = sorted({*codes, lead})
    wrong = [code for code in members if not is_authority(code)]
    if wrong or len(members) < 2:
        raise Invalid(
            _("A joint operation has two members at least: cities, banners, or the region."),
            field="members",
            wrong=wrong,
            allowed=[*regions.CITIES, regions.REGION],
        )
    return members


def is_authority(code: str) -> bool:
    """Return whether this is the region, one of the four cities, or a banner of theirs."""
    within = {*regions.CITIES, regions.REGION}
    return regions.known(code) and regions.city_of(code) in within


def judged_until(until: datetime | None, exercise_id: UUID | None) -> datetime | None:
    """Return when the sight ends. Raises ``Invalid`` when that is not said, or past.

    In an exercise it ends with the exercise, whose clock is not that of the wall.
    """
    if exercise_id is not None:
        return None
    if until is None:
        raise Invalid(_("Say until when the members see the incident."), field="until")
    if until <= clock():
        raise Invalid(_("The share would be over before it begins."), field="until")
    return until


def lines(field: str, given: Iterable[str], *, needed: bool = False) -> list[str]:
    """Return the lines that say something. Raises ``Invalid`` for none, or too many."""
    found = [text.strip() for text in given if text.strip()]
    if needed and not found:
        raise Invalid(_("Something that must be said is missing."), field=field)
    if len(found) > MOST_LINES or any(len(text) > MOST_TEXT for text in found):
        raise Invalid(_("This is more than can be kept."), field=field)
    return found


def judged_participants(given: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return who took part: authorities with people. Raises ``Invalid``."""
    found = [
        {
            "authority": known_region(str(one.get("authority", ""))),
            "name": str(one.get("name") or "").strip()[:200],
        }
        for one in given
    ]
    if len(found) > MOST_LINES:
        raise Invalid(_("This is more than can be kept."), field="participants")
    return found


def judged_options(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what was weighed: what speaks for and against each, and which was chosen."""
    found = [
        {
            "text": str(one.get("text") or "").strip()[:500],
            "pros": str(one.get("pros") or "").strip()[:500],
            "cons": str(one.get("cons") or "").strip()[:500],
            "chosen": bool(one.get("chosen", False)),
        }
        for one in given
    ]
    found = [one for one in found if one["text"]]
    if len(found) > MOST_LINES or len([one for one in found if one["chosen"]]) > 1:
        raise Invalid(_("One option at most is chosen."), field="options")
    return found
