"""Compiling a situation report from its sections."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from incidents.reports.actions.situation import locked_schedule
from incidents.reports.actions.tell import tell
from incidents.reports.events import ReportDrafted
from incidents.reports.folds import EDITED, REPORT
from incidents.reports.lifecycle import Kind
from incidents.reports.models import Report, ReportState, Schedule, Section, SectionText
from incidents.reports.rights import require_own
from incidents.reports.selectors.content import SECTION


@door
def compile_sitrep(
    *,
    actor: Person | None,
    schedule_id: UUID,
    hour: datetime,
    occurred_at: datetime | None = None,
) -> ReportState | None:
    """Compile the situation report of an hour from its sections; nothing if it is there.

    A section that nobody wrote is named as missing. Raises ``NotThere``,
    ``NotPermitted``, or ``Conflict`` when the schedule has ended.
    """
    schedule = locked_schedule(schedule_id, actor)
    require_own(actor, schedule.sender_id, to=_("compile a situation report"))
    if schedule.ended_at is not None:
        raise Conflict(_("The schedule has ended already."))
    earlier = Report.objects.filter(schedule=schedule)
    if earlier.filter(hour=hour).exists():
        return None
    with authority.acting_as(schedule.origin):  # the clock compiles in its name
        return _compile(schedule, hour, actor, earlier.count() + 1, occurred_at or now())


def _compile(
    schedule: Schedule, hour: datetime, actor: Person | None, ordinal: int, at: datetime
) -> ReportState:
    report = Report(
        incident=schedule.incident,
        actor=actor,
        occurred_at=at,
        kind=Kind.SITUATION,
        ordinal=ordinal,
        sender_id=schedule.sender_id,
        addressees=schedule.addressees,
        skip_reason=schedule.skip_reason,
        language=schedule.language,
        schedule=schedule,
        hour=hour,
    )
    report.save(force_insert=True)
    state: ReportState = REPORT.begin(report)
    fields = {f"{SECTION}{s.position:02}": _compiled(s, hour) for s in _sections(schedule)}
    REPORT.add(state, EDITED, actor=actor, occurred_at=at, data={"fields": fields})
    why = schedule.skip_reason
    tell(ReportDrafted, state, actor, at, to=schedule.addressees, skip_reason=why)
    return state


def _sections(schedule: Schedule) -> list[Section]:
    return list(Section.objects.filter(schedule=schedule).order_by("position"))


def _compiled(section: Section, hour: datetime) -> dict[str, Any]:
    texts = SectionText.objects.filter(section=section, hour=hour)
    last = texts.order_by("-occurred_at", "-pk").first()
    return {
        "title": section.title,
        "owner": section.owner_id,
        "value": last.text if last else "",
        "sources": [f"section.{last.pk}"] if last else [],
    }
