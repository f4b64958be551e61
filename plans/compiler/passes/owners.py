"""What owners are called."""

from typing import Any

from command.core.models import Duty, Organisation
from plans.document.shape import ORGANISATION, OWNERS


def owner_name(kind: str, owner: str) -> Any:
    """Return the name of a kind of organisation or of a post; what stands there if unknown."""
    if owner not in OWNERS.get(kind, ()):
        return owner or "—"
    names = Organisation.Kind if kind == ORGANISATION else Duty.Post
    return names(owner).label
