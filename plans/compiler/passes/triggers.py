"""Triggers and the conditions of steps: each can come true."""

from collections.abc import Iterator, Sequence

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding
from plans.compiler.passes.conditions import clash, in_words, is_level
from plans.compiler.passes.levels import levels_of
from plans.document import Condition, Document, Step


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find conditions that cannot hold, and triggers that say nothing."""
    if not document.triggers:
        yield Finding("W601", "triggers")
    seen: dict[tuple[Condition, ...], str] = {}
    for n, trigger in enumerate(document.triggers):
        at = f"triggers[{n}]"
        if not trigger.when:
            yield Finding("E604", f"{at}.when", trigger.key, {"trigger": trigger.key})
        elif (other := seen.setdefault(trigger.when, trigger.key)) != trigger.key:
            told = {"trigger": trigger.key, "other": other}
            yield Finding("W603", at, trigger.key, told)
        yield from _conditions(facts, f"{at}.when", trigger.key, trigger.when)
    for n, step in enumerate(document.steps):
        at = f"steps[{n}].when"
        wrong = list(_conditions(facts, at, step.key, step.when))
        yield from wrong
        if not wrong and step.when:
            yield from _reached(document, at, step)


def _conditions(
    facts: Facts, at: str, key: str, when: Sequence[Condition]
) -> Iterator[Finding]:
    for n, condition in enumerate(when):
        here = f"{at}[{n}]"
        if condition.on == "reading" and condition.sensor not in facts.sensors:
            yield Finding("E602", f"{here}.sensor", key, {"sensor": condition.sensor})
        elif condition.on == "hand" and not condition.says.strip():
            yield Finding("E605", f"{here}.says", key)
        elif is_level(condition) and condition.value not in {1, 2, 3, 4}:
            told = {"value": f"{condition.value:g}"}
            yield Finding("E603", f"{here}.value", key, told)
    if (pair := clash(when)) is not None:
        yield Finding("E601", at, key, {"conditions": in_words(pair)})


def _reached(document: Document, at: str, step: Step) -> Iterator[Finding]:
    """Find a step that no trigger leaves a chance, or none of its own levels."""
    clashes = [clash([*trigger.when, *step.when]) for trigger in document.triggers]
    told = {"step": step.key, "conditions": in_words(step.when)}
    if clashes and all(clashes):
        yield Finding("W602", at, step.key, told)
        return
    levels = levels_of(step)
    for condition in step.when:
        if condition.on == "response" and not any(
            level <= condition.value if condition.op == ">=" else level >= condition.value
            for level in levels
        ):
            yield Finding("W602", at, step.key, told)
