"""Codes of this room put into words, and what upper floors let it name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from command.core import regions
from incidents import words
from incidents.figures import FIGURES
from incidents.joint.lifecycle import GARRISON, ConsultationKind, Mechanism

# The kinds of tasks that a decision may ask for. Tasking, a floor above, enters them.
TASK_KINDS: list[tuple[str, str | Promise]] = []


def enter_task_kinds(kinds: Iterable[tuple[str, str | Promise]]) -> None:
    """Let decisions ask for tasks of these kinds; entering twice is once."""
    TASK_KINDS[:] = list(kinds)


def addressee(code: str) -> str:
    """Return the name of whoever is notified."""
    return pgettext("addressee", "the garrison") if code == GARRISON else regions.name(code)


def said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Put the codes that facts of this room share into words."""
    told = {**payload, **words.said(payload)}
    if payload.get("to"):
        told["to"] = addressee(payload["to"])
    for name in ("members", "cities"):
        if name in payload:
            told[name] = _(", ").join(addressee(code) for code in payload[name])
    if payload.get("mechanism"):
        told["mechanism"] = Mechanism(payload["mechanism"]).label
    if payload.get("consultation_kind"):
        told["consultation_kind"] = ConsultationKind(payload["consultation_kind"]).label
    return told


NOUNS: dict[str, str | Promise] = {
    "figure": pgettext_lazy("cited", "Figure"),
    "response": pgettext_lazy("cited", "Response"),
    "image": pgettext_lazy("cited", "Image"),
    "report": pgettext_lazy("cited", "Report"),
    "warning": pgettext_lazy("cited", "Warning"),
    "alarm": pgettext_lazy("cited", "Sensor alarm"),
    "stream": pgettext_lazy("cited", "Reading"),
    "task": pgettext_lazy("cited", "Task"),
    "consultation": pgettext_lazy("cited", "Consultation"),
    "notification": pgettext_lazy("cited", "Notification"),
    "request": pgettext_lazy("cited", "Request"),
}


def noun(kind: str) -> str:
    """Return the word for a kind of thing that is cited; the kind itself when unknown."""
    return str(NOUNS.get(kind, kind))


def figure(view: Mapping[str, Any]) -> str:
    """Say a figure: what, how much, where, by whom."""
    found = FIGURES.get(view.get("key", ""))
    name = str(found.label) if found else str(view.get("key", ""))
    value = view.get("value")
    counted = words.amount(float(value)) if isinstance(value, int | float) else str(value or "")
    where = regions.name(view["region"]) if view.get("region") else ""
    parts = (
        name,
        counted,
        words.unit(str(view.get("unit", ""))),
        where,
        view.get("source", ""),
    )
    return " ".join(str(part) for part in parts if part)
