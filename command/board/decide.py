"""Answering what waits: each kind of decision knows its door."""

from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from command.core.models import Person
from command.tasking.actions import advance_task
from command.tasking.lifecycle import Verb
from incidents.actions import accept_command, decide_response
from incidents.lifecycle import Verdict
from incidents.monitoring.actions import keep_alarm, take_alarm
from incidents.warnings.actions import decide_obligation
from plans.activation.actions import sign_activation
from resources.actions import answer_request
from resources.adviser.actions import sign_floor
from resources.lifecycle import Answer

APPROVE, DECLINE = "approve", "decline"


def decide(
    *, actor: Person, kind: str, key: str, verdict: str, reason: str, quantity: str
) -> None:
    """Knock at the door of one decision. Raises what the door raises, or ``Invalid``."""
    if verdict not in {APPROVE, DECLINE}:
        raise Invalid(_("A decision is to approve or to decline."))
    if kind == "response":
        decide_response(
            actor=actor,
            proposal_id=_uuid(key),
            approve=Verdict.APPROVE if verdict == APPROVE else Verdict.RETURN,
            reason=reason,
        )
    elif kind == "obligation":
        decide_obligation(
            actor=actor,
            obligation_id=_uuid(key),
            verdict="activate" if verdict == APPROVE else "decline",
            reason=reason,
        )
    elif kind == "request":
        request, _dot, city = key.partition(".")
        answer_request(
            actor=actor,
            request_id=_uuid(request),
            city=city,
            answer=Answer.ACCEPT if verdict == APPROVE else Answer.DECLINE,
            quantity=_number(quantity) if verdict == APPROVE else 0,
            reason=reason,
        )
    elif kind == "floor":
        signed = verdict == APPROVE
        # Whoever signs without a word says so; who refuses gives the reason.
        words = reason.strip() or (_("Signed on the command screen.") if signed else "")
        sign_floor(actor=actor, breach_id=_uuid(key), is_signed=signed, reason=words)
    elif kind == "start":
        said = "sign" if verdict == APPROVE else "refuse"
        sign_activation(actor=actor, request_id=_uuid(key), verdict=said, reason=reason)
    elif kind == "handover":
        answer_offer = take_alarm if verdict == APPROVE else keep_alarm
        answer_offer(actor=actor, alarm_id=_uuid(key), remark=reason)
    elif kind == "look" and verdict == DECLINE:
        advance_task(actor=actor, task_id=_uuid(key), verb=Verb.CANCEL, reason=reason)
    elif kind == "transfer" and verdict == APPROVE:
        accept_command(actor=actor, incident_id=_uuid(key))
    else:
        raise Invalid(_("There is no such decision."))


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Invalid(_("There is no such decision.")) from None


def _number(given: str) -> int:
    try:
        number = int(given)
    except ValueError:
        raise Invalid(_("A quantity is a whole number.")) from None
    if not 0 < number <= 2_000_000_000:
        raise Invalid(_("A quantity is more than nothing, and within reason."))
    return number
