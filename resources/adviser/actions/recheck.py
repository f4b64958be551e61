"""Whether a plan still holds: everything it rests on, looked at again now."""

from django.utils.translation import gettext as _

from command.core import regions
from resources.adviser.pure.problem import Candidate, Pair, Problem
from resources.adviser.selectors.shown import Sight, Told
from resources.adviser.words import thing_name, with_unit

BLOCKS = {
    "booked": lambda: _("booked meanwhile"),
    "reserved": lambda: _("reserved for another time meanwhile"),
    "resting": lambda: _("must rest"),
    "unavailable": lambda: _("not available any more"),
    "nowhere": lambda: _("its place is not known any more"),
}


def changed_since(plan: Told, question: Told, fresh: Problem, sight: Sight) -> list[str]:
    """Return, in words, what of a plan does not hold any more."""
    return [
        *_needs(plan, question, fresh),
        *_senders(plan, question, fresh, sight),
        *_floors(plan, fresh),
    ]


def _needs(plan: Told, question: Told, fresh: Problem) -> list[str]:
    labels = {need["key"]: need["label"] for need in question["needs"]}
    found = []
    for row in plan["needs"]:
        need = fresh.need.get(row["need"])
        left = need.quantity if need else 0
        if row["sent"] > left:
            found.append(
                _("%(need)s lacks only %(left)s any more")
                % {"need": labels[row["need"]], "left": left}
            )
    return found


def _senders(plan: Told, question: Told, fresh: Problem, sight: Sight) -> list[str]:
    known = {each["key"]: each for each in question["candidates"]}
    taken: dict[str, int] = {}
    for send in plan["sends"]:
        taken[send["candidate"]] = taken.get(send["candidate"], 0) + send["quantity"]
    found = []
    for key, amount in taken.items():
        told, each = known[key], fresh.candidate.get(key)
        name = sight.name(told) or thing_name(told["what"])
        where = {"city": regions.name(told["city"]), "name": name}
        if said := _hindrance(each, amount):
            found.append(_("%(city)s, %(name)s: ") % where + said)
        elif _is_closed(plan, key, fresh):
            found.append(_("%(city)s, %(name)s: the road is closed now") % where)
    return found


def _hindrance(each: Candidate | None, amount: int) -> str:
    if each is None:
        return _("no longer there")
    if each.blocked:
        return BLOCKS[each.blocked]()
    if each.available < amount:
        return _("only %(left)s left") % {"left": each.available}
    return ""


def _is_closed(plan: Told, key: str, fresh: Problem) -> bool:
    pairs: list[Pair] = [(s["need"], key) for s in plan["sends"] if s["candidate"] == key]
    return any(pair in fresh.ways and fresh.ways[pair].is_closed for pair in pairs)


def _floors(plan: Told, fresh: Problem) -> list[str]:
    found = []
    for row in plan["remains"]:
        reserve = fresh.reserve.get((row["city"], row["what"]))
        if reserve is None or not row["given"]:
            continue
        short = max(0, row["given"] - reserve.headroom)
        if short > row["broken"]:
            found.append(
                _("%(city)s, %(name)s: its reserve floor would be broken by %(amount)s")
                % {
                    "city": regions.name(row["city"]),
                    "name": thing_name(row["what"]),
                    "amount": with_unit(short, row["what"]),
                }
            )
    return found
