"""What the compiler says about a draft, at the part and the field that it is about."""

import re
from dataclasses import dataclass
from typing import Final

from plans.compiler import Finding, compile_plan
from plans.compiler.findings import ERROR
from plans.document.shape import Document
from plans.editor.merge import CLASSES
from plans.selectors import PlanCard

AT: Final = re.compile(r"(?P<part>[a-z_]+)\[(?P<index>\d+)\](?:\.(?P<field>[a-z_]+))?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place; without ``part`` it is about the plan as a whole."""

    code: str
    is_error: bool
    says: str
    why: str
    remedy: str
    part: str = ""
    key: str = ""
    field: str = ""


def findings_of(document: Document, card: PlanCard) -> list[Placed]:
    """Return what the compiler finds in a plan, errors first."""
    found = compile_plan(document, city=card.city, kind=card.kind, event_types=card.event_types)
    return [_placed(document, finding) for finding in found.findings]


def _placed(document: Document, finding: Finding) -> Placed:
    """Return a finding of the compiler with the key of the part it names."""
    at = AT.match(finding.at)
    known = at is not None and at["part"] in CLASSES
    rows = getattr(document, at["part"]) if at and known else ()
    index = int(at["index"]) if at else 0
    return Placed(
        code=finding.code,
        is_error=finding.severity == ERROR,
        says=finding.says,
        why=finding.why,
        remedy=finding.remedy,
        part=at["part"] if at and known else "",
        key=rows[index].key if index < len(rows) else "",
        field=(at["field"] or "") if at and known else "",
    )
