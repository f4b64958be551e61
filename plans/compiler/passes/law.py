"""What the law wants of every plan, and of plans for some kinds of event."""

from collections.abc import Iterator

from plans.compiler.facts import Facts, Must
from plans.compiler.findings import Finding
from plans.document import Document
from plans.document.shape import CHAPTERS


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find chapters and steps that are missing."""
    parts = {chapter.part for chapter in document.chapters}
    for must in facts.musts:
        if not _concerns(must, facts):
            continue
        if must.demand == "chapter" and must.value not in parts:
            told = {"chapter": CHAPTERS[must.value], "basis": must.basis}
            yield Finding("E701", "chapters", figures=told)
        elif must.demand != "chapter" and document.steps and not _stands(must, document):
            told = {"demand": str(must.name), "basis": must.basis}
            yield Finding("E702", "steps", figures=told)
    yield from _thin(document, facts)


def _concerns(must: Must, facts: Facts) -> bool:
    if must.plan_kind and facts.kind and must.plan_kind != facts.kind:
        return False
    return not must.event_type or any(
        code.startswith(must.event_type) for code in facts.event_types
    )


def _stands(must: Must, document: Document) -> bool:
    if must.demand == "task":
        return any(step.kind == must.value for step in document.steps)
    words = must.value.split("|")
    return any(word in step.title for step in document.steps for word in words)


def _thin(document: Document, facts: Facts) -> Iterator[Finding]:
    least = facts.limits.get("chapter_length", 0)
    for n, chapter in enumerate(document.chapters):
        length = len("".join(chapter.text.split()))
        if length < least:
            told = {"chapter": CHAPTERS[chapter.part], "length": length, "least": least}
            yield Finding("W701", f"chapters[{n}].text", chapter.key, told)
