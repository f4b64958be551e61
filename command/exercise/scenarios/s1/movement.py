"""How the forces of S1 come: committed, on the road, on the scene, home again."""

from datetime import timedelta
from itertools import pairwise
from math import hypot

from command.exercise.scenario import Made, Moment, Step, offset, step
from command.exercise.scenarios.s1.convoys import CONVOYS, DEPOTS, Convoy
from command.exercise.scenarios.s1.forces import FORCES, Force, Place
from command.exercise.scenarios.s1.tell import EVENT

OWNERS = {depot.key: depot.owner for depot in DEPOTS}
POSITION_EVERY = timedelta(minutes=10)


def steps() -> list[Step]:
    """Return the deployments and the positions as steps."""
    teams = [one for force in FORCES for one in _team(force)]
    convoys = [one for convoy in CONVOYS for one in _convoy(convoy)]
    return [*teams, *convoys, *_positions()]


def _earlier(at: str, minutes: int) -> str:
    return clock(offset(at) - timedelta(minutes=minutes))


def clock(at: timedelta) -> str:
    """Write an offset as the script does: ``-0:30``, ``3:05``."""
    minutes = round(at.total_seconds() / 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def _team(force: Force) -> list[Step]:
    officer = f"{force.owner}.resource_officer"
    request = Made(force.request) if force.request else None
    made = [
        step(
            _earlier(force.departs, 5), f"deployment.{force.key}", officer, "commit_team",
            f"调派{force.name}（{force.people}人、{force.vehicles}车）",
            incident_id=Made(force.incident), team_id=Made(f"team.{force.key}"),
            request_id=request,
        ),
        *_road(force.key, officer, force.name, force.departs, force.arrives),
    ]  # fmt: skip
    if force.released:
        made.append(
            step(
                force.released, f"deployment.{force.key}.released", officer,
                "release_deployment", f"{force.name}撤收",
                deployment_id=Made(f"deployment.{force.key}"),
            )
        )  # fmt: skip
    return made


def _convoy(convoy: Convoy) -> list[Step]:
    officer = f"{OWNERS[convoy.depot]}.resource_officer"
    request = Made(convoy.request) if convoy.request else None
    return [
        step(
            _earlier(convoy.departs, 5), f"deployment.{convoy.key}", officer, "commit_stock",
            f"调运{convoy.says}",
            incident_id=Made(EVENT), stock_id=Made(f"stock.{convoy.depot}"),
            quantity=convoy.quantity, request_id=request, people=convoy.people,
            vehicles=convoy.vehicles,
        ),
        *_road(convoy.key, officer, convoy.says, convoy.departs, convoy.arrives),
    ]  # fmt: skip


def _road(key: str, officer: str, name: str, departs: str, arrives: str | None) -> list[Step]:
    said = [(departs, "departed", f"{name}出发"), (clock(offset(departs) + timedelta(minutes=5)),
            "en_route", "")]  # fmt: skip
    if arrives is not None:
        said.append((arrives, "on_scene", f"{name}到场"))
    return [
        step(
            at, f"deployment.{key}.{to}", officer, "advance_deployment", line,
            deployment_id=Made(f"deployment.{key}"), to=to,
        )
        for at, to, line in said
    ]  # fmt: skip


def _positions() -> list[Step]:
    first = min(offset(force.departs) for force in FORCES)
    last = max(offset(force.arrives) for force in FORCES)
    made, at = [], first
    while at <= last + POSITION_EVERY:
        moving = [force for force in FORCES if _is_reported(force, at)]
        if moving:
            batch = [
                (Made(f"team.{force.key}"), *where(force, at), Moment(clock(at)))
                for force in moving
            ]
            key = f"positions.{clock(at)}"
            made.append(step(clock(at), key, "system", "record_positions", positions=batch))
        at += POSITION_EVERY
    return made


def _is_reported(force: Force, at: timedelta) -> bool:
    # Once more after the arrival, so that the last dot stands at the goal.
    return offset(force.departs) <= at < offset(force.arrives) + POSITION_EVERY


def where(force: Force, at: timedelta) -> Place:
    """Return where a team is at a scenario time: evenly along its way, WGS 84."""
    way = [force.base, *force.via, force.goal]
    legs = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(way)]
    spent = (at - offset(force.departs)) / (offset(force.arrives) - offset(force.departs))
    left = min(max(spent, 0.0), 1.0) * sum(legs)
    for (start, goal), leg in zip(pairwise(way), legs, strict=True):
        if left <= leg and leg > 0:
            share = left / leg
            lat = start[0] + (goal[0] - start[0]) * share
            lon = start[1] + (goal[1] - start[1]) * share
            return round(lat, 6), round(lon, 6)
        left -= leg
    return force.goal
