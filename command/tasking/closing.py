"""What tasking holds open when an incident is to be closed."""

from collections.abc import Iterator

from django.utils.translation import pgettext_lazy

from command.tasking.lifecycle import DONE, ENDED, Status
from command.tasking.models import TaskState
from incidents.closing import words
from incidents.closing.checks import SHOWN, OpenItem, enter
from incidents.models import Incident


def tasks(incident: Incident) -> Iterator[OpenItem]:
    """Yield tasks that are not done, and done ones that nobody has verified."""
    mine = TaskState.objects.filter(task__incident=incident).select_related("task")
    undone = mine.exclude(status__in=[*DONE, *ENDED]).order_by("task__number")
    unverified = mine.filter(status=Status.COMPLETED).order_by("task__number")
    for code, rows in (("tasks.open", undone), ("tasks.unverified", unverified)):
        names = tuple(str(state.task) for state in rows[:SHOWN])
        yield OpenItem(code, rows.count(), "incident-tasks", names)


def enter_all() -> None:
    """Let closing ask, and let its papers say the states of tasks."""
    labels = {
        "tasks.open": pgettext_lazy("open item", "Tasks not done"),
        "tasks.unverified": pgettext_lazy("open item", "Tasks done but not verified"),
    }
    enter("tasks", tasks, labels)
    words.enter_states("task", Status.choices)
