"""Zones entered and left, positions lost and heard again: facts, each told once.

The signals are locked and those that another worker holds are passed over, so that two
never judge the same; what is told is written in the same transaction.
"""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.timezone import now

from command.core import authority, journal
from command.core.doors import door
from command.core.events import Event, Fact
from command.core.models import Person
from incidents.models import Incident
from resources.lifecycle import TeamStatus
from resources.models import Team
from resources.selectors.cards import TeamCard
from resources.tracking.events import (
    PositionLost,
    PositionRegained,
    ZoneEntered,
    ZoneLeft,
)
from resources.tracking.limits import Limits
from resources.tracking.models import Presence, Signal, ZoneCategory
from resources.tracking.selectors.watching import Crossing, crossings

AT_ONCE = 2000  # teams of one run
AWAY = (TeamStatus.ORDERED, TeamStatus.EN_ROUTE, TeamStatus.ON_SCENE)
Told = tuple[Team, UUID, Event, datetime]


@door
def record_crossings(*, actor: Person | None) -> int:
    """Look at what has moved, and record who entered or left a zone; return how many did."""
    Presence.objects.filter(~Q(incident=F("team__state__deployment__incident"))).delete()
    Presence.objects.filter(team__state__deployment=None).delete()
    news = _locked(Q(judged_at=None) | Q(judged_at__lt=F("at")))
    if not news:
        return 0
    subjects = [signal.pk for signal in news]
    found = crossings(
        subjects,
        Limits.of(authority.current()),
        ZoneCategory.in_force.of(authority.current()),
    )
    teams = _teams([one.team for one in found])
    _tell([(teams[one.team], one.incident, _crossed(one, teams), one.at) for one in found])
    entered = [one for one in found if one.inside]
    Presence.objects.bulk_create(
        Presence(team_id=one.team, incident_id=one.incident, zone=one.zone, since=one.at)
        for one in entered
    )
    for one in found:
        if not one.inside:
            Presence.objects.filter(team=one.team, zone=one.zone).delete()
    Signal.objects.filter(pk__in=subjects).update(judged_at=F("at"))
    return len(found)


@door
def tell_lost(*, actor: Person | None) -> int:
    """Record which teams that are out have not been heard for too long; return how many."""
    limits, at = Limits.of(authority.current()), now()
    silent = _locked(Q(lost_since=None, at__lt=at - timedelta(seconds=limits.lost_after)))
    teams = _teams([signal.pk for signal in silent])
    told: list[Told] = []
    for signal in silent:
        team = teams[signal.pk]
        deployment = team.state.deployment
        # Who has not been heard since the order has not been lost on the way.
        if (
            team.state.status in AWAY
            and deployment is not None
            and deployment.incident_id
            and signal.at >= deployment.period.lower
        ):
            fact = PositionLost(
                team_id=str(team.pk),
                name=team.name,
                seconds=int((at - signal.at).total_seconds()),
            )
            told.append((team, deployment.incident_id, fact, at))
    _tell(told)
    lost = [team.pk for team, *_rest in told]
    Signal.objects.filter(pk__in=lost).update(lost_since=F("at"))
    return len(lost)


@door
def tell_regained(*, actor: Person | None) -> int:
    """Record which lost teams are heard again; return how many."""
    heard = _locked(Q(lost_since__lt=F("at")))
    teams = _teams([signal.pk for signal in heard])
    told: list[Told] = []
    for signal in heard:
        team = teams[signal.pk]
        deployment = team.state.deployment
        if deployment is not None and deployment.incident_id:
            fact = PositionRegained(team_id=str(team.pk), name=team.name)
            told.append((team, deployment.incident_id, fact, signal.at))
    _tell(told)
    Signal.objects.filter(pk__in=[signal.pk for signal in heard]).update(lost_since=None)
    return len(told)


def _locked(condition: Q) -> list[Signal]:
    """Return signals of teams that are out, locked; those that somebody else holds are not."""
    out: QuerySet[Team] = Team.objects.filter(state__deployment__isnull=False)
    rows = Signal.objects.filter(condition, is_team=True)
    if condition != Q(lost_since__lt=F("at")):
        rows = rows.filter(pk__in=out.values("pk"))
    return list(rows.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])


def _teams(keys: list[UUID]) -> dict[UUID, Team]:
    rows = Team.objects.select_related("state__deployment").filter(pk__in=keys)
    return {team.pk: team for team in rows}


def _crossed(one: Crossing, teams: dict[UUID, Team]) -> ZoneEntered:
    kind = ZoneEntered if one.inside else ZoneLeft
    return kind(
        team_id=str(one.team),
        name=teams[one.team].name,
        zone_id=str(one.zone),
        zone=one.label,
        category=one.category,
    )


def _tell(told: list[Told]) -> None:
    """Record the facts in the rooms of their incidents, in the name of the teams' cities."""
    rooms = dict(
        Incident.objects.filter(pk__in=[incident for _t, incident, *_rest in told]).values_list(
            "pk", "room_id"
        )
    )
    journal.hold(*rooms.values())
    facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for team, incident, event, at in told:
        view = {f"team.{team.pk}": asdict(TeamCard.of(team))}
        facts[rooms[incident], team.origin].append(Fact(event, view, at))
    for (room, origin), mine in sorted(facts.items(), key=lambda pair: pair[0]):
        with authority.acting_as(origin):
            journal.append_all(mine, room=room, actor=None)
