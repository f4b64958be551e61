"""What the plan asks of neighbours, and what it offers them."""

from collections import defaultdict
from collections.abc import Iterator

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding, Placed
from plans.compiler.passes.needs import known
from plans.document import Document


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find asks that nobody has promised, and promises beyond the stock."""
    keys = {step.key for step in document.steps}
    spoken_for: dict[tuple[str, str], int] = defaultdict(int)
    for n, ask in enumerate(document.asks):
        at = f"asks[{n}]"
        yield from known(facts, at, ask.key, ask.what, ask.capabilities)
        if ask.step and ask.step not in keys:
            yield Finding("E407", f"{at}.step", ask.key, {"missing": ask.step})
        if ask.city == facts.city:
            yield Finding("E405", f"{at}.city", ask.key)
            continue
        all_of_it = facts.promised(ask.what, ask.city, ask.capabilities, ask.within_minutes)
        got = max(all_of_it - spoken_for[ask.city, ask.what], 0)
        spoken_for[ask.city, ask.what] += ask.quantity
        if ask.what in facts.known and got < ask.quantity:
            told = {
                "what": facts.name_of(ask.what),
                "city": Placed(ask.city) if ask.city else "—",
                "quantity": ask.quantity,
                "promised": got,
            }
            yield Finding("W401", at, ask.key, told)
    yield from _offers(document, facts)


def _offers(document: Document, facts: Facts) -> Iterator[Finding]:
    given: dict[str, list[int]] = defaultdict(list)
    for n, offer in enumerate(document.offers):
        at = f"offers[{n}]"
        yield from known(facts, at, offer.key, offer.what, offer.capabilities)
        if offer.city == facts.city:
            yield Finding("E405", f"{at}.city", offer.key)
        elif offer.what in facts.known:
            given[offer.what].append(n)
    for what, places in given.items():
        promised = sum(document.offers[n].quantity for n in places)
        have = facts.have(what, facts.city)
        told = {"what": facts.name_of(what), "promised": promised, "have": have}
        key = document.offers[places[-1]].key
        if promised > have:
            yield Finding("E406", f"offers[{places[-1]}].quantity", key, told)
        elif promised == have:
            yield Finding("W402", f"offers[{places[-1]}].quantity", key, told)
