"""What the journals know of a thing: its last public view, and where it stands there.

A decision copies it, so that its basis stays what was known then; and a page of this room
shows with it how far a task of an upper floor is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from command.core.models import Entry, Person, Room
from command.core.policies import rooms_visible_to
from command.core.times import iso
from incidents.joint import words
from incidents.models import Incident
from incidents.words import amount, unit

# How far back the choices for a quick form are looked for.
DEPTH = 400
CITED = ("figure", "response", "image", "report", "warning", "alarm", "task", "consultation")


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that may be cited: ``label`` says it in the language of the reader."""

    ref: str
    label: str
    at: str


def frozen(
    refs: Iterable[str], *, incident: Incident, actor: Person | None
) -> dict[str, dict[str, Any]]:
    """Return the last view of each thing as the journals in sight have it, by reference.

    What no journal in sight knows, or what is gone, is left out.
    """
    wanted = list(dict.fromkeys(refs))
    rooms = _rooms(incident, actor)
    found = {
        ref: {
            "ref": ref,
            "view": entry.changed[ref],
            "room": entry.room_id,
            "seq": entry.seq,
            "hash": bytes(entry.hash).hex(),
            "at": iso(entry.recorded_at),
        }
        for ref, entry in _newest(Entry.objects.filter(room__in=rooms), wanted).items()
    }
    return {ref: found[ref] for ref in wanted if ref in found and found[ref]["view"]}


def views(room: str, refs: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Return the last views that the journal of one room has, by reference. One query."""
    found = _newest(Entry.objects.filter(room=room), list(refs))
    return {ref: entry.changed[ref] for ref, entry in found.items() if entry.changed[ref]}


def citable(incident: Incident) -> list[Known]:
    """Return what was last known in the room and may be cited, newest first. One query."""
    entries = Entry.objects.filter(room=incident.room_id).order_by("-seq")[:DEPTH]
    found: dict[str, Known | None] = {}
    for entry in entries:
        for ref, view in entry.changed.items():
            if ref in found or ref.partition(".")[0] not in CITED:
                continue
            found[ref] = Known(ref, label(ref, view), view.get("at", "")) if view else None
    return [known for known in found.values() if known is not None]


def label(ref: str, view: Mapping[str, Any]) -> str:
    """Say a thing in a few words: its kind, and what its view says of it."""
    noun = ref.partition(".")[0]
    kind = words.noun(noun)
    if noun == "figure":
        return f"{kind} {words.figure(view)}"
    named = next(
        (str(view[name]) for name in ("title", "caption", "headline", "topic", "matter", "name")
         if view.get(name)),
        "",
    )  # fmt: skip
    number = str(view.get("number") or "")
    value = ""
    if view.get("value") is not None and view.get("unit"):
        value = f"{amount(float(view['value']))} {unit(str(view['unit']))}"
    return " ".join(part for part in (kind, number, named, value) if part)


def _rooms(incident: Incident, actor: Person | None) -> QuerySet[Room]:
    here = Q(key=incident.room_id)
    if actor is None:
        return Room.objects.filter(here)
    # Sensors and forces stand in the rooms of the cities.
    around = Q(kind__in=[Room.Kind.CITY, Room.Kind.JOINT])
    if incident.exercise_id is not None:
        around = Q(kind=Room.Kind.EXERCISE, exercise=incident.exercise_id)
    return rooms_visible_to(actor).filter(here | around)


def _newest(entries: QuerySet[Entry], refs: list[str]) -> dict[str, Entry]:
    if not refs:
        return {}
    found: dict[str, Entry] = {}
    touching = entries.filter(changed__has_any_keys=refs)
    for entry in touching.order_by("-recorded_at", "-seq").iterator(chunk_size=50):
        for ref in refs:
            if ref in entry.changed:
                found.setdefault(ref, entry)
        if len(found) == len(refs):
            break
    return found
