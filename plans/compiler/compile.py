"""Compiling a plan: the facts are gathered once, and every pass judges them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from command.core.errors import Invalid
from plans.compiler.facts import Facts
from plans.compiler.findings import ERROR, Compiled, Finding, place_of
from plans.compiler.gather import gather
from plans.compiler.passes import PASSES
from plans.document import Document, read_document
from plans.graph import Timed, critical_path, timed


def compile_plan(
    document: Document,
    *,
    city: str,
    at: datetime | None = None,
    kind: str = "",
    event_types: Sequence[str] = (),
) -> Compiled:
    """Return all that is wrong or doubtful in a plan of a city, and its steps in time.

    ``kind`` and ``event_types`` are those of the plan: the law wants more of some. The
    number of queries does not grow with the plan.
    """
    return compiled(document, gather(document, city, at, kind=kind, event_types=event_types))


def errors_of(
    document: Document, city: str, *, kind: str = "", event_types: Sequence[str] = ()
) -> list[Finding]:
    """Return what forbids to submit the plan."""
    return compile_plan(document, city=city, kind=kind, event_types=event_types).errors


def compiled(document: Document, facts: Facts) -> Compiled:
    """Return what the passes find. Pure."""
    found = [finding for judge in PASSES for finding in judge(document, facts)]
    found.sort(key=lambda each: (each.severity != ERROR, place_of(each), each.code))
    times = times_of(document)
    return Compiled(tuple(found), times, critical_path(document.steps, times))


def compile_data(
    data: Mapping[str, Any], *, city: str, kind: str = "", event_types: Sequence[str] = ()
) -> Compiled:
    """Compile what may not even be a document; then that is the only finding."""
    document = read(data)
    if isinstance(document, Finding):
        return Compiled((document,), {}, [])
    return compile_plan(document, city=city, kind=kind, event_types=event_types)


def compiled_data(data: Mapping[str, Any], facts: Facts) -> Compiled:
    """Compile what may not even be a document, against a snapshot."""
    document = read(data)
    if isinstance(document, Finding):
        return Compiled((document,), {}, [])
    return compiled(document, facts)


def read(data: Mapping[str, Any]) -> Document | Finding:
    """Return the document, or the finding that it cannot be read."""
    try:
        return read_document(data)
    except Invalid as wrong:
        at = str(wrong.detail.get("at", ""))
        return Finding("E001", at, figures={"place": at})


def times_of(document: Document) -> dict[str, Timed]:
    """Return the steps in time; nothing when they have no order."""
    try:
        return timed(document.steps)
    except Invalid:
        return {}
