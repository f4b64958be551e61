"""The error catalogue: every code, what it says, why it matters and what to do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from plans.compiler.catalogue import law, needs, notices, reading, roles, steps, times, triggers
from plans.compiler.catalogue.entry import Entry, Example

CATALOGUE: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        entry.code: entry
        for entry in sorted(
            (
                *reading.ENTRIES,
                *steps.ENTRIES,
                *roles.ENTRIES,
                *times.ENTRIES,
                *needs.ENTRIES,
                *notices.ENTRIES,
                *triggers.ENTRIES,
                *law.ENTRIES,
            ),
            key=lambda entry: entry.code,
        )
    }
)

__all__ = ["CATALOGUE", "Entry", "Example"]
