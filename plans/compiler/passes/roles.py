"""Roles: each step has one, and somebody fills it in this city."""

from collections import defaultdict
from collections.abc import Iterator

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding, Named, Placed
from plans.compiler.passes.owners import owner_name
from plans.document import Document, Role
from plans.document.shape import OWNERS, POST


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find steps that would fall to nobody, and people to whom too much falls."""
    keys = {role.key for role in document.roles}
    for n, step in enumerate(document.steps):
        told = {"step": step.key, "role": step.role}
        if not step.role:
            yield Finding("E201", f"steps[{n}].role", step.key, told)
        elif step.role not in keys:
            yield Finding("E202", f"steps[{n}].role", step.key, told)
    used = {step.role for step in document.steps}
    used |= {notice.to for notice in document.notices if notice.to_kind == "role"}
    for n, role in enumerate(document.roles):
        yield from _filled(document, facts, n, role)
        if role.key not in used:
            yield Finding("W202", f"roles[{n}]", role.key, {"role": named(role)})
    yield from _burdened(document, facts)


def named(role: Role) -> Named | str:
    """Return what a role is called."""
    return Named(role.name, role.name_en) if role.name.strip() else role.key


def _filled(document: Document, facts: Facts, n: int, role: Role) -> Iterator[Finding]:
    told = {
        "role": named(role),
        "region": Placed(role.region or facts.city),
        "owner": owner_name(role.owner_kind, role.owner),
        "steps": ", ".join(s.key for s in document.steps if s.role == role.key) or "—",
    }
    at = f"roles[{n}].owner"
    if role.owner not in OWNERS[role.owner_kind]:
        yield Finding("E203", at, role.key, told)
        return
    found = facts.who(role.owner_kind, role.owner, role.region)
    if found is None or (role.owner_kind == POST and not found[1]):
        yield Finding("E204", at, role.key, told)
    elif not found[1]:
        yield Finding("W204", at, role.key, told)


def _burdened(document: Document, facts: Facts) -> Iterator[Finding]:
    most = facts.limits.get("roles_per_person", 0)
    filled: dict[str, list[tuple[int, Role]]] = defaultdict(list)
    for n, role in enumerate(document.roles):
        found = facts.who(role.owner_kind, role.owner, role.region)
        if found is not None and len(found[1]) == 1:
            filled[found[1][0]].append((n, role))
    for person, roles in filled.items():
        if most and len(roles) >= most:
            n, first = roles[0]
            told = {
                "person": facts.names.get(person, person),
                "count": len(roles),
                "roles": ", ".join(str(named(role)) for _, role in roles),
            }
            yield Finding("W201", f"roles[{n}]", first.key, told)
