"""What the papers of tasks have in common."""

from datetime import datetime

from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Person
from command.tasking.desk.cards import Line
from command.tasking.desk.filters import Filters
from command.tasking.desk.selectors.lines import title_of
from incidents.documents import Block, Facts, Paper
from incidents.models import Incident
from incidents.selectors import visible_to


def incident_of(person: Person, by: Filters) -> Incident | None:
    """Return the incident that the paper is about, if it is about one in sight."""
    if by.incident is None:
        return None
    found = visible_to(person).filter(pk=by.incident)
    return found.select_related("state").first()


def paper_of(
    title: str,
    blocks: list[Block],
    *,
    person: Person,
    by: Filters,
    incident: Incident | None,
    language: str,
    drill: bool,
) -> Paper:
    """Return the paper; what tells of an exercise bears its mark."""
    place = incident.state.lead_authority if incident else by.city or person.origin
    return Paper(
        kind="form",
        language=language,
        title=title,
        number=incident.number if incident else f"{place}-{localtime():%Y%m%d-%H%M}",
        issuer=regions.name(place),
        issued_at=now(),
        as_of=now(),
        printed_by=person.name,
        drill=drill or bool(incident and incident.exercise_id),
        blocks=tuple(blocks),
    )


def head(incident: Incident | None, by: Filters, lines: list[Line]) -> Facts:
    """Return what the paper is about."""
    told = (
        (
            (_("Incident"), title_of(incident)),
            (_("Place"), f"{regions.name(incident.region_id)} {incident.place}".strip()),
        )
        if incident
        else ((_("City"), regions.name(by.city) if by.city else _("all in sight")),)
    )
    late = sum(line.late for line in lines)
    return Facts(
        (
            *told,
            (_("Tasks"), str(len(lines))),
            (_("Overdue"), str(late)),
            (_("As of"), clock(now())),
        )
    )


def clock(at: datetime | None) -> str:
    """Return a time as papers of this kind write it."""
    return f"{localtime(at):%m-%d %H:%M}" if at else "-"


def is_drill(lines: list[Line]) -> bool:
    """Return whether anything on the paper belongs to an exercise."""
    return any(line.card.exercise for line in lines)
