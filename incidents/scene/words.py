"""What a report from the scene says, in the language of the reader."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.scene.lifecycle import Count, Hazard, Road

MOST_IN_A_LINE = 200


def counts(given: Mapping[str, int]) -> str:
    """Say the counts in their order: ``5 evacuated · 11 still there``."""
    return " · ".join(
        pgettext("scene report", "%(number)s %(what)s")
        % {"number": given[count], "what": count.label}
        for count in Count
        if count in given
    )


def road(given: str) -> str:
    """Say how the way is; nothing when nothing was said."""
    return _("road: %(state)s") % {"state": Road(given).label} if given in Road.values else ""


def hazard(given: str) -> str:
    """Return the name of a hazard."""
    return str(Hazard(given).label) if given in Hazard.values else given


def line(payload: Mapping[str, Any]) -> str:
    """Say a report in one line."""
    dangers = [hazard(kind) for kind in payload.get("hazards", [])]
    parts = [
        counts(payload.get("counts", {})),
        road(payload.get("road", "")),
        _("danger: %(what)s") % {"what": ", ".join(dangers)} if dangers else "",
        Truncator(payload.get("text", "")).chars(MOST_IN_A_LINE),
        _("voice note") if payload.get("voice") else "",
    ]
    return " · ".join(part for part in parts if part)
