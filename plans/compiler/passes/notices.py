"""Notices: each says something to somebody who is there."""

from collections.abc import Iterator

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding, Placed
from plans.compiler.passes.owners import owner_name
from plans.document import Document, Notice
from plans.document.shape import OWNERS


def judge(document: Document, facts: Facts) -> Iterator[Finding]:
    """Find notices without words, and those that reach nobody."""
    for n, notice in enumerate(document.notices):
        at = f"notices[{n}]"
        if not notice.text.strip():
            yield Finding("E503", f"{at}.text", notice.key, {"notice": notice.key})
        elif not notice.text_en.strip():
            yield Finding("W502", f"{at}.text_en", notice.key, {"notice": notice.key})
        yield from _addressee(document, facts, f"{at}.to", notice)


def _addressee(document: Document, facts: Facts, at: str, notice: Notice) -> Iterator[Finding]:
    told = {
        "notice": notice.key,
        "to": owner_name(notice.to_kind, notice.to),
        "region": Placed(notice.region or facts.city),
    }
    if notice.to_kind == "role":
        role = document.role(notice.to)
        if role is None:
            yield Finding("E501", at, notice.key, told)
    elif notice.to_kind == "contacts":
        if not notice.to or (facts.contacts is not None and not facts.contacts.get(notice.to)):
            yield Finding("E502", at, notice.key, told)
    elif notice.to not in OWNERS[notice.to_kind]:
        yield Finding("E501", at, notice.key, told)
    elif not _reached(facts, notice):
        yield Finding("W501", at, notice.key, told)


def _reached(facts: Facts, notice: Notice) -> bool:
    found = facts.who(notice.to_kind, notice.to, notice.region)
    if found is not None and found[1]:
        return True
    return notice.counties and any(
        people and kind == notice.to_kind and owner == notice.to and place[:4] == facts.city[:4]
        for (kind, owner, place), people in facts.holders.items()
    )
