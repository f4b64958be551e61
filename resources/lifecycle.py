"""The lives of deployments, requests and teams: enums, and one table of steps."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.errors import BadTransition


class TeamKind(models.TextChoices):
    """Families of rescue teams, after the law and the departments' names."""

    FIRE = "FIRE", _("Fire and rescue")
    FOREST = "FOREST", _("Grassland and forest fire")
    WATER = "WATER", _("Water rescue")
    FLOOD = "FLOOD", _("Flood fighting")
    USAR = "USAR", _("Earthquake rescue")
    MINE = "MINE", _("Mine rescue")
    HAZCHEM = "HAZCHEM", _("Hazardous chemicals")
    MED = "MED", _("Emergency medicine")
    CDC = "CDC", _("Epidemic prevention")
    POWER = "POWER", _("Power restoration")
    COMMS = "COMMS", _("Communications support")
    ROAD = "ROAD", _("Road clearing")
    UTIL = "UTIL", _("Water, gas and heat repair")
    ENV = "ENV", _("Environmental monitoring")
    AIR = "AIR", _("Aviation and drones")
    PSB = "PSB", _("Police")
    MIL = "MIL", _("Armed forces and militia")
    SOC = "SOC", _("Volunteer rescue")
    EXP = "EXP", _("Experts")


class NeedPriority(models.IntegerChoices):
    """How soon a need must be met before others."""

    LIFE = 1, _("Lives depend on it")
    URGENT = 2, pgettext_lazy("need", "Urgent")
    NORMAL = 3, pgettext_lazy("need", "Normal")


class Readiness(models.TextChoices):
    """What a city says of its own team while nobody has called it."""

    READY = "ready", _("Ready")
    RESTING = "resting", _("Resting")
    UNAVAILABLE = "unavailable", _("Unavailable")


class TeamStatus(models.TextChoices):
    """Where a team stands: what its city says of it, or what its deployment makes it."""

    STANDBY = "standby", _("Standby")
    ORDERED = "ordered", _("Ordered")
    EN_ROUTE = "en_route", _("En route")
    ON_SCENE = "on_scene", _("On scene")
    RETURNING = "returning", _("Returning")
    RESTING = "resting", _("Resting")
    UNAVAILABLE = "unavailable", _("Unavailable")


class DeploymentStatus(models.TextChoices):
    """From the order to being home again."""

    RESERVED = "reserved", _("Reserved for later")
    COMMITTED = "committed", _("Committed")
    DEPARTED = "departed", _("Departed")
    EN_ROUTE = "en_route", _("En route")
    ON_SCENE = "on_scene", _("On scene")
    RELEASED = "released", _("Released")
    RETURNED = "returned", _("Returned")
    CANCELLED = "cancelled", _("Cancelled")


class Answer(models.TextChoices):
    """What a city says to a request: provisional is an answer of its own."""

    ACCEPT = "accept", pgettext_lazy("answer", "Accept")
    PROVISIONAL = "provisional", pgettext_lazy("answer", "Provisional")
    DECLINE = "decline", pgettext_lazy("answer", "Decline")


class RequestStatus(models.TextChoices):
    """From the asking to everything being there."""

    OPEN = "open", pgettext_lazy("request", "Open")
    ANSWERED = "answered", pgettext_lazy("request", "Answered")
    FILLED = "filled", pgettext_lazy("request", "Filled")
    CLOSED = "closed", pgettext_lazy("request", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


class OfferStatus(models.TextChoices):
    """What became of an unsolicited offer."""

    OPEN = "open", pgettext_lazy("offer", "Open")
    ACCEPTED = "accepted", pgettext_lazy("offer", "Accepted")
    DECLINED = "declined", pgettext_lazy("offer", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "Withdrawn")


_S = DeploymentStatus

# A step may be skipped (nobody reported the departure), none is taken back. Only
# what has been released can come home, and only what has not left can be cancelled.
STEPS: Mapping[DeploymentStatus, tuple[DeploymentStatus, ...]] = MappingProxyType(
    {
        _S.RESERVED: (_S.COMMITTED, _S.CANCELLED),
        _S.COMMITTED: (_S.DEPARTED, _S.EN_ROUTE, _S.ON_SCENE, _S.RELEASED, _S.CANCELLED),
        _S.DEPARTED: (_S.EN_ROUTE, _S.ON_SCENE, _S.RELEASED),
        _S.EN_ROUTE: (_S.ON_SCENE, _S.RELEASED),
        _S.ON_SCENE: (_S.RELEASED,),
        _S.RELEASED: (_S.RETURNED,),
        _S.RETURNED: (),
        _S.CANCELLED: (),
    }
)

# Nothing more happens to these; what they held is free again.
ENDED = frozenset({_S.RETURNED, _S.CANCELLED})
# Only promised for later, it stands where its city says.
NOT_CALLED = ENDED | {_S.RESERVED}
MOVING = frozenset({_S.DEPARTED, _S.EN_ROUTE})
ENDED_REQUESTS = frozenset({RequestStatus.CLOSED, RequestStatus.WITHDRAWN})

STATUS_BY_DEPLOYMENT: Mapping[str, TeamStatus] = MappingProxyType(
    {
        _S.COMMITTED: TeamStatus.ORDERED,
        _S.DEPARTED: TeamStatus.EN_ROUTE,
        _S.EN_ROUTE: TeamStatus.EN_ROUTE,
        _S.ON_SCENE: TeamStatus.ON_SCENE,
        _S.RELEASED: TeamStatus.RETURNING,
    }
)
STATUS_BY_READINESS: Mapping[str, TeamStatus] = MappingProxyType(
    {
        Readiness.READY: TeamStatus.STANDBY,
        Readiness.RESTING: TeamStatus.RESTING,
        Readiness.UNAVAILABLE: TeamStatus.UNAVAILABLE,
    }
)


def check_step(status: str, to: str) -> None:
    """Raise ``BadTransition``, listing what is possible, unless ``to`` follows ``status``."""
    possible = STEPS[DeploymentStatus(status)]
    if to not in possible:
        raise BadTransition(
            _("From here the deployment cannot go there."),
            status=str(status),
            allowed=[str(step) for step in possible],
        )


def team_status(readiness: str, deployment: str | None) -> TeamStatus:
    """Return the status of a team: its deployment's while that lasts, else its city's word."""
    if deployment is None or deployment in NOT_CALLED:
        return STATUS_BY_READINESS[readiness]
    return STATUS_BY_DEPLOYMENT[deployment]
