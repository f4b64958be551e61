"""An advice cut to what one person may see: plain values, for the page and for machines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core.errors import NotThere
from command.core.models import Person
from incidents.selectors import seen, visible_to
from resources.adviser.models import Advice
from resources.adviser.selectors.moved import has_moved
from resources.adviser.selectors.reading import AdviceCard, advice_row
from resources.adviser.selectors.shown import Sight, Told, sight_of

Plain = dict[str, Any]
# What tells of a force more than that its city has it.
PRIVATE = ("since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceShown:
    """An advice as one person may see it.

    ``plans`` are the last answer, ``quick`` those given at once. What a city has stays out
    where it is not shared with the person, and so do the names of its forces.
    ``needs`` are as they were asked; ``age`` is in seconds.
    """

    card: AdviceCard
    at: str
    age: int
    needs: list[Plain]
    plans: list[Plain]
    quick: list[Plain]
    among: int
    has_moved: bool


def latest(incident_id: UUID, person: Person) -> AdviceShown | None:
    """Return the newest advice for an incident, if any. Raises ``NotThere`` when hidden."""
    incident = seen(incident_id, person)
    rows = Advice.objects.filter(incident=incident).order_by("-asked_at", "-pk")
    key = rows.values_list("pk", flat=True).first()
    return _shown(advice_row(key), person) if key else None


def advice_of(advice_id: UUID, person: Person) -> AdviceShown:
    """Return one advice. Raises ``NotThere`` when hidden or missing."""
    row = advice_row(advice_id)
    if row.incident is None or not visible_to(person).filter(pk=row.incident.pk).exists():
        raise nothing()
    return _shown(row, person)


def nothing() -> NotThere:
    """Return the refusal for what is hidden or missing: it is the same."""
    return NotThere(_("There is no such advice."))


def _shown(row: Advice, person: Person) -> AdviceShown:
    question = row.question
    sight = sight_of(person, question)
    plans = row.quick if row.proven is None else row.proven
    return AdviceShown(
        card=AdviceCard.of(row),
        at=question["at"],
        age=max(0, int((now() - row.asked_at).total_seconds())),
        needs=[{**need, "id": need["key"]} for need in question["needs"]],
        plans=[cut(plan, question, sight) for plan in plans],
        quick=[cut(plan, question, sight) for plan in row.quick],
        among=question["among"],
        has_moved=not row.chosen and has_moved(row),
    )


def cut(plan: Told, question: Told, sight: Sight) -> Plain:
    """Return a plan without what is not the person's to see."""
    known = {each["key"]: each for each in question["candidates"]}
    return {
        **plan,
        "sends": _together(
            [_send(send, known[send["candidate"]], sight) for send in plan["sends"]]
        ),
        "remains": [row for row in plan["remains"] if row["city"] in sight.cities],
        "hidden": len([r for r in plan["remains"] if r["city"] not in sight.cities]),
        # That a floor is broken is said to whoever may choose the plan.
        "breaches": [
            {k: row[k] for k in ("city", "what", "broken", "signed_by")}
            for row in plan["remains"]
            if row["broken"]
        ],
        "not_chosen": [
            _stays(row, known[row["candidate"]], sight)
            for row in plan["not_chosen"]
            if known[row["candidate"]]["city"] in sight.cities
            or row["candidate"] in sight.named
        ],
    }


def _send(send: Told, each: Told, sight: Sight) -> Plain:
    name = sight.name(each)
    return {
        **send,
        "candidate": each["key"] if name else "",
        "kind": each["kind"],
        "what": each["what"],
        "name": name,
    }


def _together(sends: list[Plain]) -> list[Plain]:
    """Return the senders, those without a name as one for each need and city."""
    found: list[Plain] = []
    for send in sends:
        pair = (send["need"], send["city"])
        same = [s for s in found if not s["name"] and (s["need"], s["city"]) == pair]
        if send["name"] or not same:
            found.append(send)
            continue
        one = same[0]
        one["quantity"] += send["quantity"]
        one["eta"] = max(one["eta"], send["eta"])
        one["low"] = min(one["low"], send["low"])
        one["high"] = max(one["high"], send["high"])
        one["because"] = list(dict.fromkeys([*one["because"], *send["because"]]))
    return found


def _stays(row: Told, each: Told, sight: Sight) -> Plain:
    name = sight.name(each)
    reasons: list[Mapping[str, Any]] = row["reasons"]
    if not name:
        reasons = [{**r, **dict.fromkeys(PRIVATE, "")} for r in reasons]
    return {
        **row,
        "candidate": each["key"] if name else "",
        "city": each["city"],
        "what": each["what"],
        "name": name,
        "reasons": reasons,
    }
