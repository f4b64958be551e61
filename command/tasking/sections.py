"""What the handover page says of tasks: those whose time has passed."""

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import regions
from command.core.times import iso
from command.tasking.lifecycle import RUNNING
from command.tasking.models import TaskState
from incidents.lifecycle import ENDED as ENDED_INCIDENTS
from incidents.roster.sections import Line, Section, enter

MOST = 50


def overdue_tasks(region: str) -> list[Line]:
    """Return the tasks of the authority's people that are late, longest first."""
    place = "15" if region == regions.REGION else region[:4]
    rows = TaskState.objects.filter(
        status__in=RUNNING,
        due_at__lt=now(),
        assignee_region__startswith=place,
        task__exercise__isnull=True,
    )
    rows = rows.exclude(task__incident__state__status__in=ENDED_INCIDENTS)
    rows = rows.select_related("task__incident").order_by("due_at")
    return [
        Line(
            text=f"{row.task.number} {row.task.name}",
            detail=_("%(who)s · %(incident)s")
            % {"who": row.assignee_label, "incident": row.task.incident.title},
            since=iso(row.due_at) if row.due_at else "",
            is_late=True,
        )
        for row in rows[:MOST]
    ]


def fill() -> None:
    """Enter the section."""
    enter(
        Section(
            key="tasks",
            title=gettext_lazy("Overdue tasks"),
            none=gettext_lazy("None."),
            gather=overdue_tasks,
            order=40,
        )
    )
