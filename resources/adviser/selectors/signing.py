"""Floors that somebody would go below: of an incident, and those that wait for a person."""

from uuid import UUID

from django.db.models import QuerySet

from command.core.models import Person
from command.core.policies import holds, rooms_visible_to
from incidents.lifecycle import ENDED
from resources.adviser.models import FloorBreach, Suggestion
from resources.adviser.rights import may_sign
from resources.adviser.selectors.reading import BreachCard
from resources.lifecycle import ENDED_REQUESTS
from resources.selectors.sight import assets_open_to, stocks_open_to, teams_open_to


def _open_to(person: Person) -> QuerySet[FloorBreach]:
    rows = FloorBreach.objects.filter(incident__room__in=rooms_visible_to(person))
    return rows.prefetch_related("answers__actor")


def breaches_of(incident_id: UUID, person: Person) -> list[BreachCard]:
    """Return the floors that plans, answers and orders of an incident break. Two queries."""
    rows = _open_to(person).filter(incident=incident_id)
    return [BreachCard.of(row) for row in rows.order_by("raised_at", "city", "what")]


def breach_of(breach_id: UUID, person: Person) -> BreachCard | None:
    """Return one of them, if the person may see it."""
    row = _open_to(person).filter(pk=breach_id).first()
    return BreachCard.of(row) if row else None


def breaches_awaiting(person: Person) -> list[BreachCard]:
    """Return the floors of one's own city that one may sign for and nobody has answered."""
    rows = (
        _open_to(person)
        .filter(city=person.origin, answers=None)
        .exclude(incident__state__status__in=ENDED)
        .exclude(request__state__status__in=ENDED_REQUESTS)
    )
    return [
        BreachCard.of(row)
        for row in rows.order_by("raised_at", "pk")
        if holds(person, may_sign(row.signed_by), region=row.city)
    ]


def suggested_for(request_ids: list[UUID], person: Person) -> dict[UUID, list[dict[str, str]]]:
    """Return, by request, the units that the adviser suggests, of those a person may see.

    Each is ``{"kind", "id", "name", "quantity", "expected_at"}``. At most four queries.
    """
    rows = list(Suggestion.objects.filter(request__in=request_ids))
    found: dict[UUID, list[dict[str, str]]] = {}
    for kind, open_to, label in (
        ("team", teams_open_to, "name"),
        ("asset", assets_open_to, "name"),
        ("stock", stocks_open_to, "depot"),
    ):
        keys = {key for row in rows if (key := getattr(row, f"{kind}_id"))}
        if not keys:
            continue
        things = open_to(person).filter(pk__in=keys)
        names = dict(things.order_by().values_list("pk", label))
        for row in rows:
            key = getattr(row, f"{kind}_id")
            if key in names:
                found.setdefault(row.request_id, []).append(
                    {
                        "kind": kind,
                        "id": str(key),
                        "name": names[key],
                        "quantity": str(row.quantity),
                        "expected_at": row.expected_at.isoformat(),
                    }
                )
    return found
