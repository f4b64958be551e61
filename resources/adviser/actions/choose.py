"""Choosing a plan: requests, orders, signatures asked for and the decision, all or nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import DESK
from incidents.joint.actions import record_decision
from incidents.joint.models import Decision
from incidents.lifecycle import ENDED
from incidents.models import Incident
from incidents.rights import require_part
from incidents.selectors import locked as locked_incident
from resources.adviser.actions.carry_out import ask_cities, order_own, raise_breaches
from resources.adviser.actions.recheck import changed_since
from resources.adviser.events import AdviceChosen
from resources.adviser.models import Advice
from resources.adviser.options import option
from resources.adviser.pure.problem import Problem
from resources.adviser.selectors.gather import question_of
from resources.adviser.selectors.reading import advice_row, advice_view, locked_advice
from resources.adviser.selectors.shown import Told, sight_of
from resources.adviser.words import aim_name


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of choosing: numbers of requests, how many orders, what others must do."""

    decision: Decision
    requests: list[str] = field(default_factory=list)
    orders: int = 0
    to_order: list[str] = field(default_factory=list)
    signatures: int = 0


@door
def choose_plan(
    *, actor: Person | None, advice_id: UUID, plan: str, reason: str, as_of: str = ""
) -> Chosen:
    """Carry out one of the plans of an advice, after looking at everything again.

    Other cities are asked, naming the suggested units to them; forces of one's own are
    ordered where the actor may; where a floor is broken the post that must sign is asked, and
    nothing of one's own goes below it. The decision keeps the three options as they were.
    ``as_of`` is the answer the chooser looked at: ``quick`` or ``proven``; empty is the last.
    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` with a list of what
    has changed, or when a plan was chosen already.
    """
    advice = _advice(actor, advice_id)
    chosen, options = _plan(advice, plan, as_of)
    if not reason.strip():
        raise Invalid(_("Say why this plan."), field="reason")
    incident = advice.incident
    assert incident is not None
    fresh = _fresh(actor, advice, incident, chosen)

    at = now()
    requests = ask_cities(actor, advice, chosen)
    orders, to_order = order_own(actor, advice, chosen, fresh)
    breaches = raise_breaches(actor, advice, chosen)
    decision = record_decision(
        actor=actor,
        incident_id=incident.pk,
        decided=_decided(chosen, requests, orders, to_order),
        decided_by="" if actor else _("The system"),
        basis_refs=[f"advice.{advice.pk}", *(f"need.{n['key']}" for n in _needs(advice))],
        basis_text=reason.strip(),
        options=[option(p, advice.question, chosen=p is chosen) for p in options],
    )
    _write(advice, plan, decision, actor, at)
    journal.append(
        AdviceChosen(
            advice_id=str(advice.pk),
            aim=plan,
            decision=decision.number,
            numbers=requests,
            orders=orders,
            signatures=breaches,
        ),
        room=incident.room_id,
        actor=actor,
        changed=advice_view(advice.pk),
    )
    return Chosen(decision, requests, orders, to_order, breaches)


def _advice(actor: Person | None, advice_id: UUID) -> Advice:
    """Return the locked advice, once the actor may decide about its incident."""
    incident_id = advice_row(advice_id).incident_id
    assert incident_id is not None
    # The incident is locked before the advice, as everywhere.
    state = locked_incident(incident_id, actor=actor)
    require_part(actor, DESK, state, to=_("choose a dispatch plan"))
    advice = locked_advice(advice_id)
    if state.status in ENDED:
        raise Conflict(_("The incident is over."), status=state.status)
    if advice.chosen:
        raise Conflict(_("A plan of this advice was chosen already."), chosen=advice.chosen)
    if advice.origin != authority.current():
        raise Conflict(
            _("Another authority asked for this advice. Ask for one of your own."),
            origin=advice.origin,
        )
    return advice


def _plan(advice: Advice, plan: str, as_of: str) -> tuple[Told, list[Told]]:
    if as_of not in {"", "quick", "proven"} or (as_of == "proven" and advice.proven is None):
        raise Invalid(_("There is no such answer."), field="as_of")
    options = advice.quick if as_of == "quick" or advice.proven is None else advice.proven
    chosen = next((one for one in options if one["key"] == plan), None)
    if chosen is None:
        raise Invalid(_("There is no such plan."), field="plan", plan=plan)
    if not chosen["sends"]:
        raise Conflict(_("This plan sends nothing."), plan=plan)
    return chosen, options


def _fresh(actor: Person | None, advice: Advice, incident: Incident, chosen: Told) -> Problem:
    wanted = [UUID(row["need"]) for row in chosen["needs"]]
    fresh = question_of(incident, only=wanted)
    sight = sight_of(actor, advice.question)
    changed = changed_since(chosen, advice.question, fresh, sight)
    if changed:
        raise Conflict(
            _("Nothing was done: what the plan rests on has changed. %(changes)s")
            % {"changes": "; ".join(changed)},
            changed=changed,
        )
    return fresh


def _needs(advice: Advice) -> list[dict[str, Any]]:
    needs: list[dict[str, Any]] = advice.question["needs"]
    return needs


def _decided(plan: Told, requests: list[str], orders: int, to_order: list[str]) -> str:
    lines = [_("Dispatch plan “%(plan)s”") % {"plan": aim_name(plan["key"])}]
    if requests:
        lines.append(_("requests %(numbers)s") % {"numbers": _(", ").join(requests)})
    if orders:
        lines.append(_("%(count)s own orders") % {"count": orders})
    if to_order:
        lines.append(_("%(count)s units still to be ordered") % {"count": len(to_order)})
    return _("; ").join(lines)


def _write(
    advice: Advice, plan: str, decision: Decision, actor: Person | None, at: datetime
) -> None:
    advice.chosen = plan
    advice.chosen_by = actor
    advice.chosen_at = at
    advice.decision = decision
    advice.save(update_fields=["chosen", "chosen_by", "chosen_at", "decision"])
