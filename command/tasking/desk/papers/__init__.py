"""Tasks on paper."""

from collections.abc import Callable
from types import MappingProxyType

from command.core.models import Person
from command.tasking.desk.filters import Filters
from command.tasking.desk.papers.activity import activity_log
from command.tasking.desk.papers.assignments import assignment_list
from command.tasking.desk.papers.planning import planning_worksheet
from incidents.documents import Paper

Write = Callable[[Person, Filters, str], Paper]
PAPERS: MappingProxyType[str, Write] = MappingProxyType(
    {"ics204": assignment_list, "ics214": activity_log, "ics215": planning_worksheet}
)
