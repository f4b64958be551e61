"""The registers as files, one sheet a register."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from command.core.errors import NotThere
from resources.importing.actions.sheets.assets import Assets
from resources.importing.actions.sheets.base import Sheet, Values
from resources.importing.actions.sheets.facilities import Experts, Facilities
from resources.importing.actions.sheets.stocks import Lots, Stocks
from resources.importing.actions.sheets.teams import Teams

SHEETS: Mapping[str, type[Sheet]] = MappingProxyType(
    {str(one.kind): one for one in (Teams, Assets, Stocks, Lots, Facilities, Experts)}
)


def sheet_of(kind: str) -> type[Sheet]:
    """Return the sheet of a register. Raises ``NotThere``."""
    found = SHEETS.get(kind)
    if found is None:
        raise NotThere(_("There is no such register."), sheet=kind[:20])
    return found


__all__ = ["SHEETS", "Sheet", "Values", "sheet_of"]
