"""The papers of an incident that is going into the file."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.closing.papers.forms import ics201, ics209, ics214
from incidents.closing.papers.review import after_action
from incidents.documents import Paper
from incidents.models import Incident

PAPERS = {
    "ics-201": ics201,
    "ics-209": ics209,
    "ics-214": ics214,
    "after-action": after_action,
}
TITLES: dict[str, str | Promise] = {
    "ics-201": _("Incident briefing (ICS 201)"),
    "ics-209": _("Incident status summary (ICS 209)"),
    "ics-214": _("Activity log (ICS 214)"),
    "after-action": _("After-action report"),
}


def papers_of(incident: Incident, language: str) -> Iterator[tuple[str, Paper]]:
    """Yield every paper of an incident as it stands, by name."""
    for name, make in PAPERS.items():
        yield name, make(incident, language)


__all__ = ["PAPERS", "TITLES", "after_action", "ics201", "ics209", "ics214", "papers_of"]
