"""What the compiler says about a draft, at the part and the field that it is about."""

import re
from dataclasses import dataclass
from typing import Any, Final

from plans.document.shape import Document
from plans.editor.merge import CLASSES

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


def findings_of(document: Document, city: str) -> list[Placed]:
    """Return what the compiler finds, errors first."""
    return []


def placed(document: Document, finding: Any) -> Placed:
    """Return a finding of the compiler with the key of the part it names."""
    told = Placed(
        code=finding.code,
        is_error=finding.severity == "error",
        says=str(finding.says),
        why=str(finding.why),
        remedy=str(finding.remedy),
    )
    at = AT.match(finding.at)
    if at is None or at["part"] not in CLASSES:
        return told
    rows = getattr(document, at["part"])
    index = int(at["index"])
    key = rows[index].key if index < len(rows) else ""
    return Placed(
        told.code, told.is_error, told.says, told.why, told.remedy,
        at["part"], key, at["field"] or "",
    )  # fmt: skip
