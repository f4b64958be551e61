"""Making a draft of the text of a PDF or Word file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.models import Person
from command.core.policies import require
from plans.actions.draft import draft_plan
from plans.actions.files import Kind, attached
from plans.actions.rights import DRAFTING
from plans.actions.telling import tell
from plans.events import PlanFileAdded
from plans.files import examine
from plans.importing import chapters_in
from plans.models import Plan


@door
def import_plan(
    *,
    actor: Person | None,
    city: str,
    title: str,
    kind: str,
    event_types: Sequence[str],
    content: bytes,
    file_name: str,
    department: str = "",
) -> Plan:
    """Draft a plan whose chapters are the text of a PDF or Word file, which stays attached.

    Raises ``NotPermitted``, ``Invalid`` (no text in it, or it is locked), ``WrongKind``,
    ``TooLarge`` or ``Conflict``.
    """
    require(actor, DRAFTING, to=_("draft a plan"), region=city)
    chapters = chapters_in(content, examine(content))
    plan = draft_plan(
        actor=actor,
        city=city,
        title=title,
        title_en="",
        kind=kind,
        event_types=event_types,
        department=department,
        document={"chapters": chapters},
    )
    version = plan.versions.get()
    made = attached(version, content, file_name, Kind.SOURCE, actor)
    tell(PlanFileAdded, plan, version, actor, name=made.name)
    return plan
