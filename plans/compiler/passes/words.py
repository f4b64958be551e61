"""What must, or should, be said in words."""

from collections.abc import Iterator

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding
from plans.document import Document


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find titles, checklists, deadlines and names that are missing."""
    for n, step in enumerate(document.steps):
        told = {"step": step.key}
        if not step.title.strip():
            yield Finding("E104", f"steps[{n}].title", step.key, told)
        if not step.title_en.strip():
            yield Finding("W101", f"steps[{n}].title_en", step.key, told)
        if not step.checklist:
            yield Finding("W102", f"steps[{n}].checklist", step.key, told)
        if not step.due_minutes:
            yield Finding("W103", f"steps[{n}].due_minutes", step.key, told)
    for n, role in enumerate(document.roles):
        if not role.name.strip():
            yield Finding("W203", f"roles[{n}].name", role.key, {"role": role.key})
