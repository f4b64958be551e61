"""The tables of importing."""

from resources.importing.models.run import ImportChange, ImportRun, RunStatus, SheetKind

__all__ = ["ImportChange", "ImportRun", "RunStatus", "SheetKind"]
