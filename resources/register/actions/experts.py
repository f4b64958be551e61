"""The register of experts; what is personal can be destroyed without a trace in the journal."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from incidents.models import EventType
from resources.actions.teams import require_home
from resources.register.actions import guard
from resources.register.actions.telling import tell
from resources.register.events import ExpertChanged, ExpertForgotten, ExpertRegistered
from resources.register.models import Expert
from resources.register.selectors.cards import ExpertCard

TEXTS: Mapping[str, int] = {
    "name": 40,
    "organisation": 80,
    "title": 40,
    "speciality": 200,
    "reach": 80,
}
REQUIRED = frozenset({"name", "speciality"})


@door
def register_expert(
    *,
    actor: Person | None,
    name: str,
    speciality: str,
    region: str,
    families: Iterable[str],
    organisation: str = "",
    title: str = "",
    reach: str = "",
    is_illustrative: bool = False,
) -> Expert:
    """Enter an expert: what they know of which families of events, and how to reach them.

    Raises ``NotPermitted`` or ``Invalid`` with the field.
    """
    require_home(actor, region, to=_("register an expert"))
    expert = Expert(region_id=region, is_illustrative=is_illustrative)
    texts = {"name": name, "organisation": organisation, "title": title, "reach": reach}
    _write(expert, {"speciality": speciality, "families": list(families), **texts})
    expert.updated_at = now()
    expert.save(force_insert=True)
    fact = ExpertRegistered(
        expert_id=str(expert.pk), speciality=expert.speciality, region=region
    )
    _tell(fact, expert, actor)
    return expert


@door
def change_expert(
    *,
    actor: Person | None,
    expert_id: UUID,
    changes: Mapping[str, Any],
    seen_at: str = "",
) -> Expert:
    """Change what is kept of an expert. Raises as ``change_facility`` does."""
    expert = _kept(expert_id, actor, to=_("change an expert"))
    guard.unchanged(seen_at, expert.updated_at)
    changed = _write(expert, changes)
    if not changed:
        raise Invalid(_("Nothing was changed."))
    expert.updated_at = now()
    expert.save(update_fields=[*changed, "updated_at"])
    fact = ExpertChanged(
        expert_id=str(expert.pk), speciality=expert.speciality, fields=sorted(changed)
    )
    _tell(fact, expert, actor)
    return expert


@door
def forget_expert(*, actor: Person | None, expert_id: UUID, reason: str) -> Expert:
    """Destroy name and contact of an expert; that somebody was registered stays."""
    expert = _kept(expert_id, actor, to=_("destroy personal data"))
    why = guard.text("reason", reason, 200, required=True)
    expert.name = expert.reach = ""
    expert.forgotten_at = expert.updated_at = now()
    expert.save(update_fields=["name", "reach", "forgotten_at", "updated_at"])
    fact = ExpertForgotten(expert_id=str(expert.pk), speciality=expert.speciality, reason=why)
    _tell(fact, expert, actor)
    return expert


def _kept(expert_id: UUID, actor: Person | None, *, to: str) -> Expert:
    expert = guard.locked(Expert.objects.all(), expert_id)
    guard.require_keeper(actor, expert, expert.region_id, to=to)
    if expert.forgotten_at is not None:
        raise Conflict(_("Name and contact of this expert have been destroyed."))
    return expert


def _write(expert: Expert, given: Mapping[str, Any]) -> list[str]:
    """Set what is given on the row; return the names of the columns that differ now."""
    changed = []
    for name, value in given.items():
        if name in TEXTS:
            made: Any = guard.text(name, value, TEXTS[name], required=name in REQUIRED)
        elif name == "families":
            made = _families(value)
        else:
            raise Invalid(_("This is not kept of an expert."), field=name[:40])
        if getattr(expert, name) != made:
            setattr(expert, name, made)
            changed.append(name)
    return changed


def _families(given: Iterable[str]) -> list[str]:
    wanted = sorted(set(given))
    known = {code[:3] for code in EventType.objects.values_list("code", flat=True)}
    if not wanted or not known.issuperset(wanted):
        raise Invalid(_("Choose the families of events."), field="families")
    return wanted


def _tell(
    fact: ExpertRegistered | ExpertChanged | ExpertForgotten,
    expert: Expert,
    actor: Person | None,
) -> None:
    tell(
        fact,
        actor=actor,
        thing=expert,
        region=expert.region_id,
        ref="expert",
        card=ExpertCard.of(expert),
    )
