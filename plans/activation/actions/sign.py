"""Asking for signatures under the start of a plan, and giving them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import require_sight
from command.core.times import clock
from command.tasking.rights import require_order
from incidents import selectors as incidents
from incidents.rights import require_open
from plans.actions.activate import activate_plan, require_as_seen
from plans.activation.events import StartAsked, StartRefused, StartSigned
from plans.activation.models import StartRequest, StartSignature
from plans.activation.selectors.cards import start_changed
from plans.activation.selectors.outline import outline
from plans.activation.selectors.signing import (
    OPEN,
    Verdict,
    every,
    level_asked,
    request_in,
    signed,
    signers_of,
    standing,
    to_sign,
)
from plans.activation.selectors.versions import in_force
from plans.activation.selectors.words import plan_of
from plans.document import document_of
from plans.models import Activation
from plans.selectors.plans import existing

SIGN, REFUSE, WITHDRAW = "sign", "refuse", "withdraw"
LONGEST = 300


@door
def ask_start(
    *,
    actor: Person,
    plan_id: UUID,
    incident_id: UUID,
    level: int,
    unticked: Collection[str] = (),
    seen: Mapping[str, str] | None = None,
) -> StartRequest:
    """Ask those who must sign for the start of a plan at a level.

    Raises as ``activate_plan`` does, and ``Conflict`` when a request is open already or
    nobody need sign.
    """
    plan = existing(plan_id)
    state = incidents.locked(incident_id, actor=actor)
    incident = state.incident
    require_order(actor, incident, region=plan.city_id, to=_("activate a plan"))
    require_open(state)
    if plan.exercise_id not in {None, incident.exercise_id}:
        raise Conflict(_("What belongs to an exercise stays in that exercise."))
    version = in_force(plan)
    document = document_of(version)
    level = level_asked(document, level)
    if Activation.objects.filter(incident=incident, version__plan=plan).exists():
        raise Conflict(_("The plan is at work on this incident already."))
    wanted = signers_of(plan, state.lead_authority, level)
    if not wanted.authorities:
        raise Conflict(_("Nobody need sign for this: start it."))
    if request_in(incident, plan_id) is not None:
        raise Conflict(_("Signatures for this plan are being asked for already."))
    will = outline(document, plan.city_id, level, incident=incident, person=actor)
    require_as_seen(will, seen)
    at = clock()
    request = StartRequest(
        version=version,
        incident=incident,
        level=level,
        signers=list(wanted.authorities),
        unticked=sorted(unticked),
        seen=will.digests,
        by=actor,
        asked_at=at,
        lapses_at=at + wanted.within,
    )
    request.save(force_insert=True)
    journal.append(
        StartAsked(
            **plan_of(version),
            request_id=str(request.pk),
            incident_id=str(incident.pk),
            level=level,
            signers=list(wanted.authorities),
        ),
        room=incident.room_id,
        actor=actor,
        changed=start_changed(request.pk),
    )
    return request


@door
def sign_activation(
    *, actor: Person, request_id: UUID, verdict: str, reason: str = ""
) -> Activation | None:
    """Sign, refuse or take back a request to start a plan; the last signature starts it.

    Returns the plan at work when this signature was the last. When the world is not what
    was previewed, nothing is signed. Raises ``NotThere``, ``NotPermitted``, ``Invalid``,
    ``BadTransition`` or ``Conflict``.
    """
    if verdict not in {SIGN, REFUSE, WITHDRAW}:
        raise Invalid(_("A request is signed, refused or withdrawn."), field="verdict")
    request = _locked(request_id, actor)
    if standing(request, clock()) != OPEN:
        raise BadTransition(_("This request is not open any more."), allowed=["ask"])
    authority = _authority(actor, request, verdict)
    words = reason.strip()
    if verdict != SIGN and not words:
        raise Invalid(_("Say why."), field="reason")
    if len(words) > LONGEST or "\x00" in words:
        raise Invalid(_("The reason is too long."), field="reason")
    said = {SIGN: Verdict.SIGNED, REFUSE: Verdict.REFUSED, WITHDRAW: Verdict.WITHDRAWN}
    StartSignature(
        request=request,
        authority_id=authority,
        person=actor,
        verdict=said[verdict],
        reason=words,
        at=now(),
    ).save(force_insert=True)
    _record(request, actor, authority, words if verdict != SIGN else "")
    if verdict != SIGN or set(request.signers) - signed(request):
        return None
    return activate_plan(
        actor=request.by,
        plan_id=request.version.plan_id,
        incident_id=request.incident_id,
        level=request.level,
        unticked=request.unticked,
        seen=request.seen,
        request=request,
    )


def _locked(request_id: UUID, actor: Person) -> StartRequest:
    """Return a request; its incident is the lock of all that is said to it."""
    request = every().filter(pk=request_id).first()
    if request is None:
        raise NotThere(_("No such request, or not visible to you."))
    require_sight(actor, request.incident.room_id)
    incidents.locked(request.incident_id, actor=None)
    return every().get(pk=request_id)


def _authority(actor: Person, request: StartRequest, verdict: str) -> str:
    """Return for whom the actor speaks. Raises ``NotPermitted``."""
    if verdict == WITHDRAW:
        if actor.pk == request.by_id:
            return actor.origin
        raise NotPermitted(_("Only who asked may take the request back."), to=verdict)
    if code := to_sign(actor, request):
        return code
    raise NotPermitted(
        _("Only a commander of an authority that must sign may do this, and nobody twice."),
        posts=["commander", "deputy"],
        to=verdict,
    )


def _record(request: StartRequest, actor: Person, authority: str, refusal: str) -> None:
    told = {
        **plan_of(request.version),
        "request_id": str(request.pk),
        "incident_id": str(request.incident_id),
    }
    journal.append(
        StartRefused(**told, reason=refusal)
        if refusal
        else StartSigned(**told, authority=authority),
        room=request.incident.room_id,
        actor=actor,
        changed=start_changed(request.pk),
    )
