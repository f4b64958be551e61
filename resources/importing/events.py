"""The facts that imports record: one for a whole file, however many lines it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from command.core.events import Event
from resources.importing.models import SheetKind


@dataclass(frozen=True, kw_only=True)
class OfRun:
    """Names the register in words."""

    run_id: str
    sheet: str
    file_name: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the register by name."""
        return {"sheet": str(SheetKind(payload["sheet"]).label)}


@dataclass(frozen=True, kw_only=True)
class RegisterImported(OfRun, Event):
    """A file was written to the register; the entry names the first hundred things."""

    kind: ClassVar[str] = "register.imported"
    says: ClassVar[str | Promise] = _(
        "{sheet} imported from {file_name}: {new} new, {changed} changed"
    )
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class ImportTakenBack(OfRun, Event):
    """A whole import was undone."""

    kind: ClassVar[str] = "register.import_undone"
    says: ClassVar[str | Promise] = _("Import of {sheet} from {file_name} undone: {reason}")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ImportFileDestroyed(OfRun, Event):
    """The file of an import was destroyed by the rule of retention; its lines stay."""

    kind: ClassVar[str] = "register.import_file_destroyed"
    says: ClassVar[str | Promise] = _(
        "File {file_name} ({sheet}) destroyed: its time is over; the register stays"
    )
