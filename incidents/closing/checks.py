"""What is still open about an incident: each room enters a check; closing asks them all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from command.core.errors import Conflict, Invalid

if TYPE_CHECKING:  # apps enter their checks before the tables are ready
    from incidents.models import Incident


@dataclass(frozen=True, slots=True)
class OpenItem:
    """So many things of one sort that are open. What ``blocks`` must be finished first.

    ``names`` are the first few of them; ``url`` is where they are finished.
    """

    code: str
    count: int
    url: str = ""
    names: tuple[str, ...] = ()
    blocks: bool = False

    @property
    def label(self) -> str:
        """What sort of thing it is."""
        return label(self.code)


Check = Callable[["Incident"], Iterable[OpenItem]]

CHECKS: dict[str, Check] = {}
LABELS: dict[str, str | Promise] = {}
SHOWN = 5  # names of things that an item lists


def enter(name: str, check: Check, labels: Mapping[str, str | Promise]) -> None:
    """Let closing ask ``check``; ``labels`` names its codes. Entering twice is once."""
    CHECKS[name] = check
    LABELS.update(labels)


def label(code: str) -> str:
    """Return what a code stands for, in the language of the reader."""
    return str(LABELS.get(code, code))


def open_items(incident: "Incident") -> list[OpenItem]:
    """Return what is open, the blocking things first. A few queries a room."""
    found = [item for check in CHECKS.values() for item in check(incident) if item.count]
    return sorted(found, key=lambda item: (not item.blocks, item.code))


def require_closable(incident: "Incident", reason: str) -> None:
    """Raise ``Conflict`` while something blocks, ``Invalid`` when the rest lacks a reason."""
    found = open_items(incident)
    blocking = {item.code: item.count for item in found if item.blocks}
    if blocking:
        raise Conflict(
            _("The incident cannot be closed yet: %(items)s.") % {"items": said(blocking)},
            open=blocking,
        )
    left = {item.code: item.count for item in found}
    if left and not reason.strip():
        raise Invalid(
            _("Something is still open (%(items)s): say why it is closed all the same.")
            % {"items": said(left)},
            field="reason",
            open=left,
        )


def said(items: dict[str, int]) -> str:
    """Return open things in words: what and how many."""
    return _(", ").join(f"{label(code)} {count}" for code, count in items.items())
