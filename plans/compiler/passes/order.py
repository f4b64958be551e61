"""The order of the steps: circles, steps that are not there, levels."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding
from plans.compiler.passes.levels import ALL, levels_of, said
from plans.document import Document


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find what keeps steps from ever being issued."""
    if not document.steps:
        yield Finding("E105", "steps")
        return
    yield from _before(document)
    yield from _circle(document)
    for level in ALL:
        if not document.at_level(level):
            yield Finding("W104", "steps", figures={"level": said([level])})


def _before(document: Document) -> Iterator[Finding]:
    by_key = {step.key: step for step in document.steps}
    for n, step in enumerate(document.steps):
        for m, key in enumerate(step.after):
            at = f"steps[{n}].after[{m}]"
            before = by_key.get(key)
            if before is None:
                told = {"step": step.key, "missing": key}
                yield Finding("E102", at, step.key, told)
            elif lost := levels_of(step) - levels_of(before):
                told = {"step": step.key, "before": key, "levels": said(lost)}
                yield Finding("E103", at, step.key, told)


def _circle(document: Document) -> Iterator[Finding]:
    keys = {step.key for step in document.steps}
    order = TopologicalSorter(
        {step.key: [key for key in step.after if key in keys] for step in document.steps}
    )
    try:
        order.prepare()
    except CycleError as error:
        circle = [str(key) for key in error.args[1]]
        n = min(n for n, step in enumerate(document.steps) if step.key in circle)
        told = {"circle": " → ".join(circle)}
        yield Finding("E101", f"steps[{n}].after", document.steps[n].key, told)
