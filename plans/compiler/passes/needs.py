"""What the steps take, held against what the city has and what neighbours promise."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from command.core.errors import Invalid
from plans.compiler.facts import Facts
from plans.compiler.findings import Finding, Placed
from plans.compiler.passes.levels import ALL
from plans.document import Document, Step, StepNeed
from plans.graph import Timed, timed


@dataclass(frozen=True, slots=True)
class Taken:
    """One need of one step, and where it stands."""

    at: str
    step: Step
    need: StepNeed


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find things that are unknown, and needs beyond stock and promises."""
    taken: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for n, step in enumerate(document.steps):
        for m, need in enumerate(step.needs):
            at = f"steps[{n}].needs[{m}]"
            wrong = list(known(facts, at, step.key, need.what, need.capabilities))
            yield from wrong
            if need.source == facts.city:
                yield Finding("E405", f"{at}.source", step.key)
            elif not wrong:
                taken[need.source, need.what].append(Taken(at, step, need))
    times = _times(document)
    for (source, what), lines in taken.items():
        yield from _enough(facts, times, source, what, lines)


def known(
    facts: Facts, at: str, key: str, what: str, capabilities: Sequence[str]
) -> Iterator[Finding]:
    """Find a thing, or a capability of it, that no list has."""
    if what not in facts.known:
        yield Finding("E401", f"{at}.what", key, {"what": what})
        return
    for n, code in enumerate(capabilities):
        if what not in facts.capabilities.get(code, frozenset()):
            told = {"capability": code, "what": facts.name_of(what)}
            yield Finding("E404", f"{at}.capabilities[{n}]", key, told)


def _enough(
    facts: Facts, times: dict[str, Timed], source: str, what: str, lines: list[Taken]
) -> Iterator[Finding]:
    needed, peak = _peak(times, lines)
    have = facts.promised(what, source) if source else facts.have(what, facts.city)
    at_once = [line for line in peak if line.need.capabilities]
    for line in at_once:
        able = line.need.capabilities
        some = (
            facts.promised(what, source, able) if source else facts.have(what, facts.city, able)
        )
        if some < line.need.quantity <= have:
            needed, have, peak = line.need.quantity, some, [line]
            break
    if needed <= have:
        return
    told = {
        "what": facts.name_of(what),
        "city": Placed(source or facts.city),
        "needed": needed,
        "have": have,
        "missing": needed - have,
        "steps": ", ".join(dict.fromkeys(line.step.key for line in peak)),
    }
    first = peak[0]
    yield Finding("E403" if source else "E402", first.at, first.step.key, told)


def _peak(times: dict[str, Timed], lines: list[Taken]) -> tuple[int, list[Taken]]:
    """Return how many are in use at the worst moment of the worst level, and by whom."""
    worst: tuple[int, list[Taken]] = (0, [])
    for level in ALL:
        here = [line for line in lines if not line.step.levels or level in line.step.levels]
        for moment in here:
            start = times[moment.step.key].start if times else 0
            used = [line for line in here if not times or _holds(times[line.step.key], start)]
            total = sum(line.need.quantity for line in used)
            if total > worst[0]:
                worst = total, used
    return worst


def _holds(time: Timed, moment: float) -> bool:
    return time.start <= moment < max(time.finish, time.start + 1)


def _times(document: Document) -> dict[str, Timed]:
    try:
        return timed(document.steps)
    except Invalid:
        return {}
