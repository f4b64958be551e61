"""What forces and stocks lie in a zone that somebody draws on the map."""

from django.utils.translation import gettext_lazy as _

from command.core.models import Person
from incidents.plotting.inside import Found, Zone, enter, found_at, near
from resources.lifecycle import TeamKind, TeamStatus
from resources.selectors.sight import stocks_open_to, teams_open_to


def teams(zone: Zone, person: Person) -> list[Found]:
    """Find the teams by their bases, with their people."""
    rows = near(teams_open_to(person).filter(exercise=zone.exercise), "base", zone)
    return [
        found_at(
            "team",
            row,
            row.base,
            row.name,
            f"{TeamKind(row.kind).label} · {TeamStatus(row.state.status).label}",
            count=row.headcount,
        )
        for row in rows
    ]


def stocks(zone: Zone, person: Person) -> list[Found]:
    """Find the stocks by their depots, with what is free to be given."""
    rows = near(stocks_open_to(person).filter(exercise=zone.exercise), "point", zone)
    return [
        found_at(
            "stock",
            row,
            row.point,
            row.depot,
            f"{row.supply.name} {row.available}/{row.on_hand} {row.supply.unit}",
        )
        for row in rows
    ]


def enter_all() -> None:
    """Enter them after what lies below."""
    enter("team", _("Teams (by their base)"), teams, _("people"))
    enter("stock", _("Stocks"), stocks)
