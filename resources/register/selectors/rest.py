"""Whether the people of a team are rested: their shifts and deployments, by the rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from resources.lifecycle import DeploymentStatus
from resources.models import Deployment, Team
from resources.register.models import CrewRule, TeamShift

Span = tuple[datetime, datetime, bool]  # from, to, whether deployed
BACK = timedelta(days=14)  # no stretch of work reaches further
HOUR = 3600
NOT_WORK = (DeploymentStatus.RESERVED, DeploymentStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Rest:
    """How long a team has worked since its last rest, and what that means.

    ``free_until`` is until when it may work on before a limit is reached; nothing when it
    has not worked, or may no longer. ``rested_at`` is when it will be rested again, if it
    is not. Shifts count as duty, deployments as both.
    """

    on_since: datetime | None
    hours_on: float
    free_until: datetime | None
    rested: bool
    hours_deployed: float = 0.0
    deployments: int = 0
    rested_at: datetime | None = None
    limit_duty: int = 0
    limit_deployed: int = 0


def rest_of(team_ids: Iterable[UUID], at: datetime) -> dict[UUID, Rest]:
    """Return the rest of each team as of ``at``. Four queries and one per authority."""
    wanted = list(team_ids)
    teams = Team.objects.filter(pk__in=wanted).values_list("pk", "kind", "origin")
    spans = _spans(wanted, at)
    rules: dict[str, list[CrewRule]] = {}
    found = {}
    for key, kind, origin in teams:
        if origin not in rules:
            rules[origin] = CrewRule.in_force.of(origin)
        found[key] = _judged(spans.get(key, []), _rule(rules[origin], kind), at)
    return found


def _rule(rules: list[CrewRule], kind: str) -> CrewRule | None:
    """Return the rule of a kind of team: its own before that of all."""
    fitting = [rule for rule in rules if rule.team_kind in {kind, ""}]
    return max(fitting, key=lambda rule: rule.team_kind != "", default=None)


def _spans(teams: list[UUID], at: datetime) -> dict[UUID, list[Span]]:
    """Return the times each team was on duty or out, up to ``at``."""
    found: dict[UUID, list[Span]] = {}
    shifts = TeamShift.objects.filter(
        team__in=teams, withdrawn_at=None, starts_at__lt=at, ends_at__gt=at - BACK
    )
    for team, start, end in shifts.values_list("team_id", "starts_at", "ends_at"):
        found.setdefault(team, []).append((start, min(end, at), False))
    out = Deployment.objects.filter(team__in=teams, period__overlap=(at - BACK, at))
    out = out.exclude(state__status__in=NOT_WORK)
    period: Any
    key: Any
    for key, period in out.values_list("team_id", "period"):
        if not period.isempty:
            end = min(period.upper or at, at)
            found.setdefault(key, []).append((period.lower, end, True))
    return found


def _judged(spans: list[Span], rule: CrewRule | None, at: datetime) -> Rest:
    pause = timedelta(hours=rule.rest_hours if rule else 8)
    stretch = _stretch(sorted(spans), pause)
    limits = (rule.duty_hours, rule.deployed_hours) if rule else (0, 0)
    if not stretch or at - max(end for _s, end, _d in stretch) >= pause:
        return Rest(
            on_since=None,
            hours_on=0.0,
            free_until=None,
            rested=True,
            limit_duty=limits[0],
            limit_deployed=limits[1],
        )
    on = _hours(stretch)
    out = _hours([span for span in stretch if span[2]])
    last = max(end for _start, end, _out in stretch)
    left = min(limits[0] - on, limits[1] - out) if rule else 24.0
    return Rest(
        on_since=stretch[0][0],
        hours_on=round(on, 1),
        free_until=at + timedelta(hours=left) if left > 0 else None,
        rested=left > 0,
        hours_deployed=round(out, 1),
        deployments=sum(1 for span in stretch if span[2]),
        rested_at=None if left > 0 else last + pause,
        limit_duty=limits[0],
        limit_deployed=limits[1],
    )


def _stretch(spans: list[Span], pause: timedelta) -> list[Span]:
    """Return the last spans between which there was no rest as long as ``pause``."""
    stretch: list[Span] = []
    last: datetime | None = None
    for span in spans:
        if last is not None and span[0] - last >= pause:
            stretch = []
        stretch.append(span)
        last = max(last or span[1], span[1])
    return stretch


def _hours(spans: list[Span]) -> float:
    """Return the hours that the spans cover together, each hour once."""
    total, last = timedelta(), None
    for start, end, _deployed in sorted(spans):
        begins = max(start, last) if last else start
        if end > begins:
            total += end - begins
            last = end
    return total.total_seconds() / HOUR
