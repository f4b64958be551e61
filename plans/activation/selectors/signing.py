"""Whose signature the start of a plan takes, and what has been said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import BadTransition, Conflict, Invalid
from command.core.models import Person
from command.core.policies import COMMANDING, duties_of
from command.core.times import clock
from incidents.models import Incident, IncidentState
from plans.activation.models import StartRequest, StartSignature, StartSignatureRule
from plans.document import Document
from plans.models import Activation, Plan

Verdict = StartSignature.Verdict
OPEN, STARTED, REFUSED, LAPSED = "open", "started", "refused", "lapsed"
USUAL = timedelta(hours=1)  # where no rule says, nothing is to be signed


@dataclass(frozen=True, slots=True)
class Signers:
    """The authorities of which one commander each must sign, and how long that may take."""

    authorities: tuple[str, ...]
    within: timedelta


def signers_of(plan: Plan, lead: str, level: int) -> Signers:
    """Return whose signatures the rule book asks for. One query."""
    rules = [r for r in StartSignatureRule.in_force.of(plan.city_id) if r.level == level]
    named = {"city": plan.city_id, "lead": lead, "region": regions.REGION}
    wanted = dict.fromkeys(named[rule.signer] for rule in rules)
    minutes = min((rule.minutes for rule in rules), default=0)
    return Signers(tuple(wanted), timedelta(minutes=minutes) if minutes else USUAL)


def levels_in(document: Document) -> list[int]:
    """Return the response levels that the plan tells apart; none when it does not."""
    told = [*(s.levels for s in document.steps), *(n.levels for n in document.notices)]
    return sorted({level for levels in told for level in levels})


def level_asked(document: Document, level: int) -> int:
    """Return the level; the gravest when none is said and the plan tells them apart.

    Raises ``Invalid`` when there is no such level.
    """
    if not 0 <= level <= 4:
        raise Invalid(_("A response level is I, II, III or IV."), field="level")
    told = levels_in(document)
    return level or (told[0] if told else 0)


def require_signed(
    actor: Person | None,
    plan: Plan,
    state: IncidentState,
    level: int,
    request: StartRequest | None,
) -> None:
    """Raise ``BadTransition`` unless all who must sign have; the system needs no signature."""
    wanted = signers_of(plan, state.lead_authority, level).authorities
    if actor is None or not wanted:
        return
    if request is None:
        raise BadTransition(
            _("At level %(level)s this takes the signatures of %(who)s: ask for them.")
            % {"level": level, "who": ", ".join(regions.name(code) for code in wanted)},
            allowed=["ask"],
            signers=list(wanted),
        )
    missing = sorted(set(wanted) - signed(request))
    if missing:
        named = ", ".join(regions.name(code) for code in missing)
        raise Conflict(
            _("The signatures of %(who)s are missing.") % {"who": named}, missing=missing
        )


def signed(request: StartRequest) -> set[str]:
    """Return the authorities for which somebody has signed. One query."""
    yes = request.signatures.filter(verdict=Verdict.SIGNED)
    return set(yes.values_list("authority_id", flat=True))


def standing(request: StartRequest, at: datetime) -> str:
    """Return where a request stands: open, started, refused or lapsed. Two queries."""
    if request.signatures.exclude(verdict=Verdict.SIGNED).exists():
        return REFUSED
    plan, incident = request.version.plan_id, request.incident_id
    if Activation.objects.filter(incident=incident, version__plan=plan).exists():
        return STARTED
    return OPEN if request.lapses_at > at else LAPSED


def requests_of(incident_id: UUID) -> QuerySet[StartRequest]:
    """Return the requests in an incident with what their cards need."""
    return every().filter(incident=incident_id)


def every() -> QuerySet[StartRequest]:
    """Return all requests with what their cards need; never for a person."""
    rows = StartRequest.objects.select_related("version__plan", "incident__state", "by")
    return rows.prefetch_related("signatures__person")


def open_requests(rooms: Any, at: datetime) -> list[StartRequest]:
    """Return what waits for signatures in these rooms, longest waiting first."""
    rows = every().filter(incident__room__in=rooms, lapses_at__gt=at).order_by("asked_at")
    return [row for row in rows if standing(row, at) == OPEN]


def to_sign(person: Person, request: StartRequest) -> str:
    """Return the authority for which ``person`` may sign the request; empty for none.

    Whoever asked signs for nobody, and nobody twice.
    """
    if person.pk == request.by_id:
        return ""
    said = list(request.signatures.all())
    if any(each.person_id == person.pk for each in said):
        return ""
    had = {each.authority_id for each in said if each.verdict == Verdict.SIGNED}
    held = duties_of(person).filter(post__in=COMMANDING, region__isnull=False)
    mine = set(held.values_list("region_id", flat=True))
    return next((code for code in request.signers if code in mine and code not in had), "")


def request_in(incident: Incident, plan_id: UUID) -> StartRequest | None:
    """Return the request that is open for a plan in an incident, if there is one."""
    at = clock()
    rows = requests_of(incident.pk).filter(version__plan=plan_id, lapses_at__gt=at)
    return next((row for row in rows if standing(row, at) == OPEN), None)
