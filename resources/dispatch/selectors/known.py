"""What is known of forces besides the register: their orders, their last word, their people."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from command.core.models import Person
from incidents.selectors import visible_to
from resources.dispatch.errands import errands_of
from resources.dispatch.filters import STOCKS, TEAMS
from resources.dispatch.selectors.cards import Unit, of_asset, of_stock, of_team
from resources.dispatch.words import RESERVED
from resources.lifecycle import DeploymentStatus, TeamStatus
from resources.models import Deployment, TeamMember
from resources.tracking.models import Signal
from resources.tracking.selectors import last_words

WRITTEN_TO = 12  # people of a team, in one message


def units_of(rows: Iterable[Any], of: str, person: Person) -> list[Unit]:
    """Return rows as lines, with what they do that one may know. At most seven queries."""
    found = list(rows)
    if of == STOCKS:
        return [of_stock(row) for row in found]
    ids = [row.pk for row in found]
    errands = errands_of(ids) if of == TEAMS else {}
    units = [
        of_team(row, errands.get(row.pk)) if of == TEAMS else of_asset(row) for row in found
    ]
    kept = _reserved(ids, "team" if of == TEAMS else "asset")
    asked = {unit.incident for unit in units if unit.incident}
    asked |= {errand.incident for errand in errands.values()}
    titles = dict(visible_to(person).filter(pk__in=asked).values_list("pk", "title"))
    heard, people = last_words(ids), _people(ids) if of == TEAMS else {}
    return [
        _heard(_told(unit, titles, kept), heard.get(unit.id), people.get(unit.id, ()))
        for unit in units
    ]


def _told(
    unit: Unit, titles: dict[UUID, str], kept: dict[str, tuple[datetime, datetime | None]]
) -> Unit:
    """Say what it does, where one may know of what; the rest of an errand is its incident's."""
    reserved = kept.get(unit.id)
    is_kept = reserved is not None and unit.status == TeamStatus.STANDBY
    errand = unit.errand
    if errand is not None and errand.incident not in titles:
        errand = replace(errand, number="", name="", url="", obstacle="")
    return replace(
        unit,
        errand=errand,
        incident_title=titles.get(unit.incident, "") if unit.incident else "",
        incident=unit.incident if unit.incident in titles else None,
        reserved=reserved,
        status=RESERVED if is_kept and reserved and reserved[0] <= now() else unit.status,
    )


def _heard(unit: Unit, word: Signal | None, people: tuple[tuple[str, str], ...]) -> Unit:
    """Say how full its battery is and whom to write to; a vehicle is where it was last seen."""
    if word is None:
        return replace(unit, write_to=people)
    battery = None if word.battery is None else round(word.battery)
    unit = replace(unit, write_to=people, battery=battery, seen_at=unit.seen_at or word.at)
    return unit if unit.sort == "team" else replace(unit, lat=word.lat, lon=word.lon)


def _people(teams: list[UUID]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return who of each team can be written to, longest in it first. One query."""
    rows = TeamMember.objects.filter(team__in=teams, left_at=None, person__is_active=True)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for member in rows.select_related("person").order_by("joined_at", "pk"):
        one = (f"person:{member.person_id}", member.person.name)
        found[str(member.team_id)] = (*found.get(str(member.team_id), ()), one)[:WRITTEN_TO]
    return found


def _reserved(ids: list[UUID], thing: str) -> dict[str, tuple[datetime, datetime | None]]:
    rows = Deployment.objects.filter(
        **{f"{thing}__in": ids}, state__status=DeploymentStatus.RESERVED
    ).order_by("-ordered_at")
    return {
        str(getattr(row, f"{thing}_id")): (row.period.lower, row.period.upper)
        for row in rows
        if row.period is not None and row.period.lower is not None
    }
