"""Reading what is being written: the draft of a plan, and any version of it."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import holds, require, scopes_of
from plans.actions.rights import DRAFTING
from plans.document import Document, as_data, document_of
from plans.models import PlanVersion
from plans.selectors import PlanCard, card_of

# What a version is once it has been published; before, it is its city's own affair.
SHARED: Final = frozenset({"published", "superseded", "withdrawn"})
# Between submission and publication nobody changes what was submitted.
HELD: Final = frozenset({"in_review", "approved"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What the editor shows of a plan: the draft, or what a new draft would begin with.

    ``is_open`` tells whether there is a draft; ``is_held`` whether it was submitted, so
    that it cannot be changed; ``by`` and ``at`` who wrote last, and when.
    """

    data: dict[str, Any]
    document: Document
    number: int
    is_open: bool
    is_held: bool
    by: str
    at: str

    @property
    def digest(self) -> str:
        """A name for exactly this content."""
        return digest_of(self.data)


def digest_of(data: dict[str, Any]) -> str:
    """Return a name for exactly this content."""
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def draft_of(plan_id: UUID) -> Draft:
    """Return the draft, or else what is in force. One query."""
    versions = PlanVersion.objects.filter(plan=plan_id).select_related("drafted_by")
    by_state = {version.state: version for version in versions.order_by("number")}
    held = next((by_state[state] for state in HELD if state in by_state), None)
    version = by_state.get("draft") or held or by_state.get("published")
    if version is None:
        version = (
            by_state.get("superseded")
            or by_state.get("withdrawn")
            or PlanVersion(number=0, drafted_at=now())
        )
    document = document_of(version)
    is_open = version.state == "draft" and version.number > 0
    is_held = version is held
    return Draft(
        data=as_data(document),
        document=document,
        number=version.number if is_open or is_held else _next(by_state),
        is_open=is_open,
        is_held=is_held,
        by=version.drafted_by.name if version.drafted_by else "",
        at=version.drafted_at.isoformat(),
    )


def _next(by_state: dict[str, PlanVersion]) -> int:
    return max((version.number for version in by_state.values()), default=0) + 1


def draft_seen(plan_id: UUID, person: Person) -> tuple[PlanCard, Draft]:
    """Return a plan and its draft, for somebody who may change it.

    Raises ``NotThere`` when ``person`` may not read the plan, ``NotPermitted`` when they
    may read it and not change it.
    """
    card = card_of(plan_id, person)
    require(person, DRAFTING, to=_("edit a plan"), region=card.city)
    return card, draft_of(plan_id)


def version_seen(
    plan_id: UUID, number: int | None, person: Person
) -> tuple[PlanCard, PlanVersion]:
    """Return a version of a plan: by its number, else the one in force, else the newest.

    The number 0 is the newest, in force or not.
    Raises ``NotThere`` when there is none that ``person`` may read.
    """
    card = card_of(plan_id, person)
    versions = PlanVersion.objects.filter(plan=plan_id).order_by("-number")
    if not is_own(person, card.city):
        versions = versions.filter(state__in=SHARED, published_at__isnull=False)
    found = list(versions)
    if number:
        found = [version for version in found if version.number == number]
    in_force = [version for version in found if version.state == "published"]
    if not found:
        raise NotThere(_("No such version, or not visible to you."), plan_id=str(plan_id))
    return card, ((number is None and in_force) or found)[0]


def is_own(person: Person, city: str) -> bool:
    """Return whether the drafts of a city are ``person``'s to read."""
    scopes = scopes_of(person)
    return regions.REGION in scopes or city in {regions.city_of(scope) for scope in scopes}


def drafting_cities(person: Person) -> list[str]:
    """Return the cities, and the region, for which ``person`` may draft plans."""
    places = [*regions.CITIES, regions.REGION]
    return [code for code in places if holds(person, DRAFTING, region=code)]
