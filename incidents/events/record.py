"""Facts about figures and the chronicle."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.events import Event
from incidents import words
from incidents.events.base import AboutIncident
from incidents.figures import FIGURES
from incidents.lifecycle import Category


@dataclass(frozen=True, kw_only=True)
class FigureRecorded(AboutIncident, Event):
    """A source gave a figure."""

    kind: ClassVar[str] = "figure.recorded"
    says: ClassVar[str | Promise] = _("{where}{label}: {value} {unit} (source: {source})")
    figure_id: str
    key: str
    value: float
    unit: str
    source: str
    region: str | None

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the figure, its unit and where it was counted into words."""
        return _figure(payload)


@dataclass(frozen=True, kw_only=True)
class FigurePreferred(AboutIncident, Event):
    """Of several figures, one was said to hold."""

    kind: ClassVar[str] = "figure.preferred"
    says: ClassVar[str | Promise] = _(
        "{where}{label}: {value} {unit} holds (source: {source}){why}"
    )
    figure_id: str
    key: str
    value: float
    unit: str
    source: str
    region: str | None
    reason: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the figure, its unit and where it was counted into words."""
        return {**words.said(payload), **_figure(payload)}


@dataclass(frozen=True, kw_only=True)
class NoteWritten(AboutIncident, Event):
    """A line was written into the chronicle."""

    kind: ClassVar[str] = "note.written"
    says: ClassVar[str | Promise] = _("{category}: {text}")
    note_id: str
    category: str
    text: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put the category into words."""
        return {"category": Category(payload["category"]).label}


def _figure(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    figure = FIGURES.get(payload["key"])
    region = payload.get("region")
    finding = figure is not None and figure.is_finding
    return {
        "where": f"{regions.name(region)} · " if region else "",
        "label": str(figure.label) if figure else payload["key"],
        "unit": words.unit(payload["unit"]),
        "value": words.yes_or_no(payload["value"])
        if finding
        else words.amount(payload["value"]),
    }
