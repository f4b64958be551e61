"""Deadlines, held against the way that forces must come."""

from collections.abc import Iterator

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding, Placed
from plans.document import Document, Step, StepNeed


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find steps, and things asked for, for which the way is too long."""
    for n, step in enumerate(document.steps):
        if step.due_minutes and step.needs:
            yield from _way(facts, n, step)
    by_key = {step.key: step for step in document.steps}
    for n, ask in enumerate(document.asks):
        step_of = by_key.get(ask.step)
        there = step_of.region if step_of else ""
        way = facts.arrival(ask.what, ask.city, there, ask.quantity, ask.capabilities)
        if way is not None and 0 < ask.within_minutes < way:
            told = {
                "what": facts.name_of(ask.what),
                "city": Placed(ask.city),
                "within": ask.within_minutes,
                "minutes": round(way),
            }
            yield Finding("E302", f"asks[{n}].within_minutes", ask.key, told)


def _way(facts: Facts, n: int, step: Step) -> Iterator[Finding]:
    """Find a step for which the longest way of what it needs is too long."""
    ways = [(_arrival(facts, step, need), m) for m, need in enumerate(step.needs)]
    known = [(way, m) for way, m in ways if way is not None]
    if not known:
        return
    way, m = max(known)
    need = step.needs[m]
    told = {
        "step": step.key,
        "due": step.due_minutes,
        "quantity": need.quantity,
        "what": facts.name_of(need.what),
        "city": Placed(need.source or facts.city),
        "region": Placed(step.region or facts.city),
        "minutes": round(way),
    }
    if step.due_minutes < way:
        yield Finding("E301", f"steps[{n}].due_minutes", step.key, told)
    elif step.due_minutes - way < way:
        yield Finding("W301", f"steps[{n}].needs[{m}]", step.key, told)


def _arrival(facts: Facts, step: Step, need: StepNeed) -> float | None:
    city = need.source or facts.city
    return facts.arrival(need.what, city, step.region, need.quantity, need.capabilities)
