"""The three options in words, as they go into the log of decisions."""

from typing import Any

from django.utils.translation import gettext as _

from command.core import regions
from resources.adviser.selectors.shown import Told
from resources.adviser.words import aim_name, clock, thing_name, with_unit


def option(plan: Told, question: Told, *, chosen: bool) -> dict[str, Any]:
    """Return one plan as an option of a decision: what it does, keeps, and costs."""
    return {
        "text": f"{aim_name(plan['key'])}{_(': ')}{_sends(plan, question)}",
        "pros": _(" · ").join(_pros(plan, question)),
        "cons": _(" · ").join(_cons(plan, question)),
        "chosen": chosen,
    }


def proof(plan: Told) -> str:
    """Return how far a plan is from the best there is, in words."""
    if plan["is_proven"]:
        return _("proven best")
    if plan["gap"] is None:
        return _("not proven within the time")
    return _("at most %(gap)s %% from the best") % {"gap": f"{plan['gap'] / 100:g}"}


def _sends(plan: Told, question: Told) -> str:
    whats = {need["key"]: need["what"] for need in question["needs"]}
    by_city: dict[tuple[str, str], int] = {}
    for send in plan["sends"]:
        pair = (send["city"], whats[send["need"]])
        by_city[pair] = by_city.get(pair, 0) + send["quantity"]
    lines = [
        f"{regions.name(city)} {thing_name(what)} {with_unit(amount, what)}"
        for (city, what), amount in by_city.items()
    ]
    return _("; ").join(lines) or _("nobody can send anything")


def _pros(plan: Told, question: Told) -> list[str]:
    labels = {need["key"]: need["label"] for need in question["needs"]}
    filled = [
        _("%(need)s filled at %(at)s (%(low)s to %(high)s)")
        % {
            "need": labels[row["need"]],
            "at": clock(question["at"], row["at"]),
            "low": clock(question["at"], row["low"]),
            "high": clock(question["at"], row["high"]),
        }
        for row in plan["needs"]
        if row["at"] is not None
    ]
    return [*filled, proof(plan)]


def _cons(plan: Told, question: Told) -> list[str]:
    labels = {need["key"]: need["label"] for need in question["needs"]}
    found = []
    for row in plan["needs"]:
        if row["open"]:
            words = {"need": labels[row["need"]], "open": row["open"]}
            found.append(_("%(need)s: %(open)s stay open") % words)
        elif row["late"]:
            words = {"need": labels[row["need"]], "late": row["late"]}
            found.append(_("%(need)s late by %(late)s min") % words)
    for row in plan["remains"]:
        if row["given"]:
            found.append(
                _("%(city)s %(thing)s %(before)s → %(after)s (floor %(floor)s)")
                % {
                    "city": regions.name(row["city"]),
                    "thing": thing_name(row["what"]),
                    "before": row["before"],
                    "after": row["after"],
                    "floor": row["floor"],
                }
            )
        if row["broken"]:
            found.append(
                _("breaks the floor of %(city)s by %(broken)s")
                % {"city": regions.name(row["city"]), "broken": row["broken"]}
            )
    return found
