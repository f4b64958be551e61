"""The activity log (ICS 214, 活动日志): what somebody did, from the journal."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.models import Entry, Person
from command.core.policies import rooms_visible_to
from command.tasking.desk.filters import Filters
from command.tasking.desk.papers.common import clock, incident_of, paper_of
from command.tasking.desk.selectors.lines import title_of
from command.tasking.selectors import visible_to
from incidents.documents import Block, Facts, Paper, Table, Text
from incidents.models import Incident
from resources.models import TeamMember

MOST = 600  # lines


def activity_log(person: Person, by: Filters, language: str) -> Paper:
    """Return what the journal tells of the person, team or incident in the last hours.

    Of whoever is named, the log has what they did and what was said of their tasks; the
    reader's own when neither somebody nor an incident is named.
    """
    with translation.override(language):
        incident = incident_of(person, by)
        at = now()
        since = at - timedelta(hours=by.hours)
        who = by.assignee or (None if incident else person.pk)
        entries = _entries(person, who, incident, since)
        rows = [_row(entry, language) for entry in entries]
        blocks: list[Block] = [
            Facts(
                (
                    (_("Activity of"), _name(person, who) or _("everybody")),
                    (_("Incident"), title_of(incident) if incident else "-"),
                    (_("From"), clock(since)),
                    (_("To"), clock(at)),
                    (_("Lines"), str(len(rows))),
                    (_("Prepared by"), person.name),
                )
            ),
            Table((_("Time"), _("Who"), _("What happened")), tuple(rows), (3, 3, 14))
            if rows
            else Text(_("The journal tells of nothing in these hours.")),
        ]
        return paper_of(
            _("Activity log (ICS 214)"),
            blocks,
            person=person,
            by=by,
            incident=incident,
            language=language,
            drill=any(entry.room_id.startswith("exercise.") for entry in entries),
        )


def _entries(
    person: Person, who: UUID | None, incident: Incident | None, since: datetime
) -> list[Entry]:
    rows = Entry.objects.filter(occurred_at__gte=since).select_related("actor")
    if incident is not None:
        rows = rows.filter(room=incident.room_id)
    else:
        # An inbox tells again what stands in the rooms.
        open_to = rooms_visible_to(person).exclude(kind="person")
        rows = rows.filter(room__in=open_to.values("key"))
    if who is not None:
        rows = rows.filter(_of(person, who))
    return list(_latest(rows))


def _latest(rows: QuerySet[Entry]) -> list[Entry]:
    return sorted(rows.order_by("-recorded_at")[:MOST], key=lambda entry: entry.occurred_at)


def _of(person: Person, who: UUID) -> Q:
    """Return the condition that an entry is of somebody: their acts, and their tasks."""
    members = TeamMember.objects.filter(team=who, left_at__isnull=True)
    tasks = visible_to(person).filter(assignee_id=who).values_list("task_id", flat=True)
    return (
        Q(actor=who)
        | Q(actor__in=members.values("person"))
        | Q(kind__startswith="task.", payload__task_id__in=[str(key) for key in tasks])
    )


def _name(person: Person, who: UUID | None) -> str:
    if who is None:
        return ""
    if who == person.pk:
        return f"{person.name} · {regions.name(person.origin)}"
    label = visible_to(person).filter(assignee_id=who).values_list("assignee_label", flat=True)
    return label.first() or ""


def _row(entry: Entry, language: str) -> tuple[str, str, str]:
    actor = entry.actor.name if entry.actor else ""
    says = journal.message_of(entry, actor)["says"].get(language, entry.kind)
    return clock(entry.occurred_at), actor or _("the system"), says
