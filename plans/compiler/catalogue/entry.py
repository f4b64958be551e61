"""One entry of the catalogue, and its example."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.functional import Promise

from plans.document import plain_yaml

DATA: Final = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Example:
    """Changes to the sound plan that bring the fault about, and those that remedy it.

    Each is a place of the document and the value that it takes.
    """

    wrong: Mapping[str, Any]
    right: Mapping[str, Any]

    @property
    def wrong_lines(self) -> list[str]:
        """The fault as lines of YAML."""
        return _lines(self.wrong)

    @property
    def right_lines(self) -> list[str]:
        """The remedy as lines of YAML."""
        return _lines(self.right)


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of fault. ``says`` and ``remedy`` are filled with the figures of a finding."""

    code: str
    title: str | Promise
    says: str | Promise
    why: str | Promise
    remedy: str | Promise

    @property
    def severity(self) -> str:
        """``error`` or ``warning``, told from the code."""
        return "error" if self.code.startswith("E") else "warning"

    @property
    def example(self) -> Example:
        """The example that goes with the code."""
        told = _examples()[self.code]
        return Example(told["wrong"], told["right"])

    @property
    def general_says(self) -> str:
        """What is found, as the catalogue prints it: without the figures of a case."""
        return str(self.says) % Blanks()

    @property
    def general_remedy(self) -> str:
        """The remedy, without the figures of a case."""
        return str(self.remedy) % Blanks()


class Blanks(dict[str, str]):
    """Figures that nobody has: each is printed as a blank."""

    def __missing__(self, name: str) -> str:
        return "…"


def _lines(changes: Mapping[str, Any]) -> list[str]:
    return [f"{place}: {_flow(value)}" for place, value in changes.items()]


def _flow(value: Any) -> str:
    """Return a value as YAML in one line."""
    told = yaml.safe_dump(
        [value], default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    )
    return told.strip()[1:-1]


@cache
def _examples() -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = plain_yaml.load(
        (DATA / "examples.yaml").read_text(encoding="utf-8")
    )
    return read
