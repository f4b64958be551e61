"""One thing of the register with all that hangs on it, as its page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.errors import NotThere
from command.core.events import sentences
from command.core.models import Entry, Person
from command.core.policies import holds, rooms_visible_to
from command.core.rooms import register_room
from command.core.tongues import reader
from resources.models import Deployment
from resources.register.models import Facility
from resources.register.selectors import sight
from resources.register.selectors.rest import rest_of
from resources.rights import MAY_REGISTER
from resources.selectors import assets_open_to, stocks_open_to, teams_open_to

HISTORY = 30
COUNTS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the history, in the language of the reader."""

    at: Any
    text: str
    who: str


def _teams(person: Person) -> QuerySet[Any]:
    return teams_open_to(person)


# What may stand in a path, and the rows of it that one sees.
KINDS: dict[str, Callable[[Person], QuerySet[Any]]] = {
    "facility": sight.facilities_open_to,
    "expert": sight.experts_open_to,
    "team": _teams,
    "asset": assets_open_to,
    "stock": stocks_open_to,
    "lot": sight.lots_open_to,
    "skill": sight.skills_open_to,
    "shift": sight.shifts_open_to,
}
PARENTS = {"lot": "stock", "skill": "team", "shift": "team"}


def seen(what: str, key: UUID, person: Person) -> Any:
    """Return a thing in sight. Raises ``NotThere``."""
    rows = KINDS.get(what)
    row = rows(person).filter(pk=key).first() if rows else None
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return row


def home(what: str, row: Any) -> str:
    """Return the region a thing is kept in."""
    if what in PARENTS:
        row = getattr(row, PARENTS[what])
    return str(row.region_id)


def keeps(person: Person, what: str, row: Any) -> bool:
    """Return whether ``person`` may change the thing: it is their authority's, and real."""
    return (
        row.origin == person.origin
        and row.exercise_id == authority.exercise()
        and holds(person, MAY_REGISTER, region=home(what, row))
    )


def parts(what: str, row: Any, person: Person) -> dict[str, Any]:
    """Return what the page shows besides the thing itself."""
    names = sight.may_name(person, home(what, row))
    found: dict[str, Any] = {"names": names, "history": _history(what, row, person)}
    if what == "facility":
        found |= _of_facility(row, names=names)
    elif what == "team":
        found |= _of_team(row)
    elif what == "stock":
        found["lots"] = list(row.lots.prefetch_related("checks"))
        found["in_lots"] = sum(lot.quantity for lot in found["lots"])
    if what in {"asset", "stock", "team"}:
        found["out"] = _out(what, row, person)
    if what == "asset":
        found["checks"] = list(row.checks.select_related("checked_by")[:COUNTS])
    return found


def _of_facility(row: Facility, *, names: bool) -> dict[str, Any]:
    people = row.shelter_counts.select_related("counted_by")[:COUNTS]
    beds = row.bed_counts.select_related("counted_by")[: COUNTS * 3]
    return {"people_counts": list(people), "bed_counts": list(beds) if names else []}


def _of_team(row: Any) -> dict[str, Any]:
    at = now()
    shifts = row.shifts.filter(withdrawn_at=None)[:COUNTS]
    members = row.members.filter(left_at=None).select_related("person")
    return {
        "rest": rest_of([row.pk], at)[row.pk],
        "skills": list(row.skills.filter(ended_at=None).select_related("person")),
        "shifts": [(shift, shift.starts_at <= at < shift.ends_at) for shift in shifts],
        "members": [member.person for member in members],
        "assets": list(row.assets.select_related("supply", "state")),
    }


def _out(what: str, row: Any, person: Person) -> list[Deployment]:
    """Return the newest deployments of a thing at incidents that one sees."""
    rooms = rooms_visible_to(person).values("key")
    rows = Deployment.objects.filter(**{what: row}, incident__room__in=rooms)
    return list(rows.select_related("state", "incident").order_by("-ordered_at")[:8])


def _history(what: str, row: Any, person: Person) -> list[Said]:
    """Return what was recorded of a thing, newest first, of the rooms one may follow."""
    room = register_room(home(what, row), row.exercise_id)
    if not rooms_visible_to(person).filter(key=room).exists():
        return []
    touching = Entry.objects.filter(room=room, changed__has_any_keys=_refs(what, row))
    language = reader()
    found = []
    for entry in touching.select_related("actor").order_by("-seq")[:HISTORY]:
        who = entry.actor.name if entry.actor else ""
        said = sentences(entry.kind, entry.payload, who)[language]
        found.append(Said(entry.occurred_at, said, who))
    return found


def _refs(what: str, row: Any) -> list[str]:
    """Return what the journal calls a thing, and what hangs on it."""
    hanging = {
        "stock": [("lot", "lots")],
        "team": [("skill", "skills"), ("team_shift", "shifts")],
        "asset": [("check", "checks")],
    }
    refs = [f"{what}.{row.pk}"]
    for ref, name in hanging.get(what, []):
        refs += [f"{ref}.{key}" for key in getattr(row, name).values_list("pk", flat=True)]
    return refs
