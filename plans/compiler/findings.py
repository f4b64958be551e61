"""What the compiler finds: a code, the place in the document, and the figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from command.core import regions
from command.core.tongues import of_reader
from plans.compiler.catalogue import CATALOGUE, Entry
from plans.graph import Timed

ERROR: Final = "error"
WARNING: Final = "warning"
# The order of the parts of a document, for reading the findings from top to bottom.
PARTS: Final = ("", "chapters", "triggers", "roles", "steps", "notices", "asks", "offers")
STEP_OF_PLACE: Final = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages, said in that of the reader."""

    zh: str
    en: str

    def __str__(self) -> str:
        return of_reader(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Placed:
    """A region, named in the language of the reader."""

    code: str

    def __str__(self) -> str:
        return regions.name(self.code)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or doubtful, at one place of the document.

    ``at`` is that place, like ``steps[3].role``; ``key`` the key of the part it lies in,
    like ``T-04``; ``figures`` what the sentences of the catalogue are filled with.
    """

    code: str
    at: str
    key: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """What the catalogue says of this code."""
        return CATALOGUE[self.code]

    @property
    def severity(self) -> str:
        """``error``: the plan may not be submitted; ``warning``: it may."""
        return self.entry.severity

    @property
    def title(self) -> str:
        """The kind of fault in a few words."""
        return str(self.entry.title)

    @property
    def says(self) -> str:
        """What was found, with its figures, in the language of the reader."""
        return str(self.entry.says) % self.figures

    @property
    def why(self) -> str:
        """Why that matters."""
        return str(self.entry.why)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return str(self.entry.remedy) % self.figures


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of a plan: findings from top to bottom, and its steps in time.

    ``times`` and ``critical`` are empty when the steps have no order.
    """

    findings: tuple[Finding, ...]
    times: Mapping[str, Timed]
    critical: list[str]

    @property
    def errors(self) -> list[Finding]:
        """What forbids to submit the plan."""
        return [each for each in self.findings if each.severity == ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """What is worth a second look."""
        return [each for each in self.findings if each.severity == WARNING]


def place_of(finding: Finding) -> tuple[tuple[int, int], ...]:
    """Return where a finding stands in the document, for sorting."""
    names = STEP_OF_PLACE.findall(finding.at)
    part = names[0][0] if names else ""
    first = PARTS.index(part) if part in PARTS else len(PARTS)
    return ((first, -1), *((0, int(number or -1)) for _name, number in names))
