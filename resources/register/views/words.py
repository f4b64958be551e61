"""What a thing's page says of it in words: name, kind, and the rows of its head."""

from typing import Any

from django.utils.translation import gettext as _

from resources.lifecycle import TeamKind, TeamStatus
from resources.models import Capability
from resources.register.kinds import BedKind, FacilityKind
from resources.register.selectors.lines import families_of


def words_of(what: str, row: Any) -> dict[str, Any]:
    """Return name, kind and, for some, more of a thing in the language of the reader."""
    found: dict[str, Any] = {"name": str(row), "kind": "", "state": "", "status": ""}
    if what == "facility":
        found["kind"] = str(FacilityKind(row.kind).label)
        found["beds"] = [
            (
                str(BedKind(kind).label),
                one["staffed"] - one["occupied"],
                one["staffed"],
                one["occupied"],
            )
            for kind in BedKind.values
            if (one := row.beds.get(kind))
        ]
        if row.closed_at:
            found |= {"state": _("out of use"), "status": "unavailable"}
    elif what == "expert":
        names = dict(families_of())
        found["kind"] = _("Expert")
        found["families"] = [names.get(code, code) for code in row.families]
    elif what == "team":
        found["kind"] = str(TeamKind(row.kind).label)
    elif what == "stock":
        found |= {"name": row.depot, "kind": row.supply.name}
    else:
        found["kind"] = row.supply.name
    if what in {"team", "asset"}:
        status = row.state.status
        found |= {"state": str(TeamStatus(status).label), "status": status}
        rows = Capability.objects.filter(code__in=row.capabilities)
        found["capabilities"] = [each.name for each in rows]
    return found
