"""The register of teams: entering one, saying whether it may be called, its members."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import require
from command.core.rooms import register_room
from resources.actions.capable import read_capabilities
from resources.actions.standing import stand
from resources.events import TeamJoined, TeamLeft, TeamReadied, TeamRegistered
from resources.lifecycle import Readiness, TeamKind
from resources.models import Team, TeamMember
from resources.rights import MAY_REGISTER, require_own
from resources.selectors.reading import locked_team, team_view

LatLon = tuple[float, float]


def point_of(place: LatLon | None) -> Point | None:
    """Return ``(lat, lon)`` in WGS 84 degrees as a point. Raises ``Invalid`` off the earth."""
    if place is None:
        return None
    lat, lon = place
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise Invalid(_("This is no place on earth."), lat=lat, lon=lon)
    return Point(lon, lat, srid=4326)


def require_home(actor: Person | None, region: str, *, to: str) -> None:
    """Raise unless ``region`` is known, lies with the acting authority, and ``actor`` may."""
    if not regions.known(region):
        raise Invalid(_("There is no such region."), region=region)
    require(actor, MAY_REGISTER, to=to, region=region)
    if not regions.covers(authority.current(), region):
        raise NotPermitted(
            _("The region lies with another authority."),
            region=region,
            acting=authority.current(),
        )


@door
def register_team(
    *,
    actor: Person | None,
    kind: str,
    name: str,
    region: str,
    headcount: int,
    vehicles: int = 0,
    level: str = "",
    capabilities: Sequence[str] = (),
    response_min: int = 30,
    phone: str = "",
    base: LatLon | None = None,
    is_illustrative: bool = False,
    occurred_at: datetime | None = None,
) -> Team:
    """Enter a team in the register of the acting authority.

    Raises ``NotPermitted``, ``Invalid``, or ``Conflict`` when the region has one
    of that name.
    """
    require_home(actor, region, to=_("register a team"))
    if kind not in TeamKind.values:
        raise Invalid(_("There is no such kind of team."), kind=kind)
    if headcount < 1 or not name.strip():
        raise Invalid(_("A team has a name and at least one person."))
    team = Team(
        kind=kind,
        name=name.strip(),
        region_id=region,
        headcount=headcount,
        vehicles=vehicles,
        level=level.strip(),
        capabilities=read_capabilities(capabilities),
        response_min=response_min,
        phone=phone.strip(),
        base=point_of(base),
        is_illustrative=is_illustrative,
        readiness_at=occurred_at or now(),
    )
    try:
        with transaction.atomic():
            team.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("There is a team of that name."), name=name, region=region) from None
    stand(team)
    journal.append(
        TeamRegistered(team_id=str(team.pk), name=team.name, team_kind=kind, region=region),
        room=register_room(region, team.exercise_id),
        actor=actor,
        changed=team_view(team.pk),
        occurred_at=occurred_at,
    )
    return team


@door
def set_readiness(
    *,
    actor: Person | None,
    team_id: UUID,
    readiness: str,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> Team:
    """Say whether a team may be called: ready, resting or unavailable.

    A team that is out stays out; what was said counts when it is home.
    """
    team = locked_team(team_id)
    require(actor, MAY_REGISTER, to=_("change a team"), region=team.region_id)
    require_own(team.origin, to=_("change a team"))
    if readiness not in Readiness.values:
        raise Invalid(_("There is no such readiness."), readiness=readiness)
    team.readiness = readiness
    team.readiness_at = occurred_at or now()
    team.save(update_fields=["readiness", "readiness_at"])
    stand(team)
    journal.append(
        TeamReadied(team_id=str(team.pk), name=team.name, readiness=readiness, reason=reason),
        room=register_room(team.region_id, team.exercise_id),
        actor=actor,
        changed=team_view(team.pk),
        occurred_at=occurred_at,
    )
    return team


@door
def join_team(*, actor: Person | None, team_id: UUID, person_id: UUID) -> TeamMember:
    """Make a person of the same authority a member of a team.

    Raises ``Conflict`` when they are in a team already.
    """
    team = locked_team(team_id)
    require(actor, MAY_REGISTER, to=_("change a team"), region=team.region_id)
    require_own(team.origin, to=_("change a team"))
    if not Person.objects.filter(pk=person_id, origin=team.origin).exists():
        raise NotThere(_("There is no such person in this authority."))
    member = TeamMember(team=team, person_id=person_id, joined_at=now())
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("This person is in a team already.")) from None
    journal.append(
        TeamJoined(team_id=str(team.pk), name=team.name, person_id=str(person_id)),
        room=register_room(team.region_id, team.exercise_id),
        actor=actor,
        changed=team_view(team.pk),
    )
    return member


@door
def leave_team(*, actor: Person | None, team_id: UUID, person_id: UUID) -> TeamMember:
    """End a person's membership. Raises ``NotThere`` when there is none."""
    team = locked_team(team_id)
    require(actor, MAY_REGISTER, to=_("change a team"), region=team.region_id)
    require_own(team.origin, to=_("change a team"))
    members = team.members.filter(person_id=person_id, left_at__isnull=True)
    member = members.select_for_update(of=("self",)).first()
    if member is None:
        raise NotThere(_("This person is not in the team."))
    member.left_at = now()
    member.save(update_fields=["left_at"])
    journal.append(
        TeamLeft(team_id=str(team.pk), name=team.name, person_id=str(person_id)),
        room=register_room(team.region_id, team.exercise_id),
        actor=actor,
        changed=team_view(team.pk),
    )
    return member
