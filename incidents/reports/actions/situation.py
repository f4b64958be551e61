"""Situation reports: a schedule, its sections and their owners, and the compiling."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotThere
from command.core.events import Event
from command.core.models import Duty, Person
from command.core.policies import require, require_sight
from command.core.times import iso
from incidents.actions.judge import known_region, said
from incidents.joint.lifecycle import OperationStatus
from incidents.joint.models import JointOperation
from incidents.joint.selectors.operations import locked_operation
from incidents.models import Incident
from incidents.reports.events import (
    SectionWritten,
    SitrepEnded,
    SitrepScheduled,
)
from incidents.reports.models import Report, Schedule, Section, SectionText
from incidents.reports.rights import addressees_of, require_own, sender_of
from incidents.reports.selectors.cards import ScheduleCard
from incidents.reports.selectors.due import next_hour
from incidents.selectors import locked, visible_to

MOST_SECTIONS = 20


@door
def schedule_sitrep(
    *,
    actor: Person | None,
    incident_id: UUID,
    title: str,
    every_hours: int,
    first_at: datetime,
    sections: list[dict[str, str]],
    others: list[UUID] | None = None,
    operation_id: UUID | None = None,
    sender: str | None = None,
    addressees: list[str] | None = None,
    skip_reason: str = "",
    language: str = "zh-hans",
    occurred_at: datetime | None = None,
) -> Schedule:
    """Let situation reports over an incident (and ``others``) be made every so many hours.

    With ``operation_id`` they are over all the incidents of a running joint operation that
    this incident is part of. A section has ``title``, ``owner`` (a region) and ``post``.
    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    incident = locked(incident_id, actor=actor).incident
    by = sender_of(actor, incident, sender)
    beside = _visible(actor, others or [])
    operation = _operation(operation_id, incident, actor)
    owners = [_section(one) for one in sections]
    if not 1 <= len(owners) <= MOST_SECTIONS:
        raise Invalid(_("A situation report has sections."), field="sections")
    if not 1 <= every_hours <= 168:
        raise Invalid(_("Between every hour and once a week."), field="every_hours")
    schedule = Schedule(
        incident=incident,
        actor=actor,
        occurred_at=occurred_at or now(),
        title=said("title", title)[:120],
        others=beside,
        operation=operation,
        sender_id=by,
        addressees=addressees_of(incident, by, addressees, skip_reason),
        skip_reason=skip_reason.strip()[:500],
        every_hours=every_hours,
        first_at=first_at,
        language=language,
    )
    schedule.save(force_insert=True)
    for position, one in enumerate(owners, 1):
        Section(schedule=schedule, position=position, **one).save(force_insert=True)
    fact = SitrepScheduled(
        incident_id=str(incident.id),
        schedule_id=str(schedule.id),
        title=schedule.title,
        every_hours=every_hours,
    )
    _record(fact, schedule, actor, schedule.occurred_at)
    return schedule


@door
def end_sitrep(
    *, actor: Person | None, schedule_id: UUID, occurred_at: datetime | None = None
) -> Schedule:
    """End a schedule. Raises ``NotThere``, ``NotPermitted`` or ``BadTransition``."""
    schedule = locked_schedule(schedule_id, actor)
    require_own(actor, schedule.sender_id, to=_("end a schedule"))
    if schedule.ended_at is not None:
        raise BadTransition(_("The schedule has ended already."))
    schedule.ended_at = occurred_at or now()
    schedule.save(update_fields=["ended_at"])
    fact = SitrepEnded(
        incident_id=str(schedule.incident_id),
        schedule_id=str(schedule.id),
        title=schedule.title,
    )
    _record(fact, schedule, actor, schedule.ended_at)
    return schedule


@door
def write_section(
    *,
    actor: Person | None,
    section_id: UUID,
    text: str,
    hour: datetime | None = None,
    base: int | None = None,
    occurred_at: datetime | None = None,
) -> SectionText:
    """Write one's section for the coming hour; what was written before stays.

    ``base`` is how many texts of that hour the writer has seen. Raises ``NotThere``,
    ``NotPermitted`` unless one holds the section's post there, ``Invalid``,
    ``BadTransition``, or ``Conflict`` with yours and now when somebody wrote meanwhile, or
    when the report of that hour is compiled already.
    """
    section = Section.objects.select_related("schedule").filter(pk=section_id).first()
    if section is None:
        raise NotThere(_("No such section, or not visible to you."))
    schedule = locked_schedule(section.schedule_id, actor)
    posts = {Duty.Post(section.post), *_stand_ins(section)}
    require(actor, posts, to=_("write this section"), region=section.owner_id)
    if schedule.ended_at is not None:
        raise BadTransition(_("The schedule has ended already."))
    at = occurred_at or now()
    wanted, told = hour or next_hour(schedule, at), said("text", text)[:4000]
    _unclashed(section, wanted, told, base)
    written = SectionText(
        section=section,
        hour=wanted,
        text=told,
        actor=actor,
        occurred_at=at,
    )
    written.save(force_insert=True)
    fact = SectionWritten(
        incident_id=str(schedule.incident_id),
        schedule_id=str(schedule.id),
        title=schedule.title,
        section=section.title,
    )
    _record(fact, schedule, actor, at)
    return written


def _unclashed(section: Section, hour: datetime, told: str, base: int | None) -> None:
    """Raise ``Conflict`` when the writer has not seen what stands, or comes too late."""
    if Report.objects.filter(schedule=section.schedule_id, hour=hour).exists():
        raise Conflict(_("The report of that hour is compiled already. Write into its draft."))
    rows = SectionText.objects.filter(section=section, hour=hour).select_related("actor")
    there = list(rows.order_by("occurred_at", "pk"))
    if base is None or len(there) <= base or there[-1].text == told:
        return
    last, seen = there[-1], there[base - 1].text if base > 0 else ""
    clash = {
        "yours": told,
        "now": last.text,
        "by": last.actor.name if last.actor else "",
        "at": iso(last.occurred_at),
        "base": seen,
        "version": len(there),
    }
    raise Conflict(_("Somebody else changed this meanwhile."), fields={"text": clash})


def locked_schedule(schedule_id: UUID, actor: Person | None) -> Schedule:
    """Return a schedule, its row locked. Raises ``NotThere`` when hidden."""
    rows = Schedule.objects.select_for_update(of=("self",))
    found = rows.select_related("incident__exercise", "incident__event_type", "exercise")
    schedule = found.filter(pk=schedule_id).first()
    if schedule is None:
        raise NotThere(_("No such schedule, or not visible to you."))
    if actor is not None:
        require_sight(actor, schedule.incident.room_id)
    return schedule


def _visible(actor: Person | None, others: list[UUID]) -> list[str]:
    if actor is not None and others:
        there = visible_to(actor).filter(pk__in=others).count()
        if there != len(set(others)):
            raise NotThere(_("No such incident, or not visible to you."))
    return [str(key) for key in dict.fromkeys(others)]


def _operation(
    operation_id: UUID | None, incident: Incident, actor: Person | None
) -> JointOperation | None:
    if operation_id is None:
        return None
    state = locked_operation(operation_id, actor=actor)
    if state.status != OperationStatus.OPEN or str(incident.pk) not in state.incidents:
        raise Invalid(
            _("That is no running joint operation of this incident."), field="operation_id"
        )
    return state.operation


def _section(given: dict[str, str]) -> dict[str, str]:
    post = given.get("post", Duty.Post.DUTY_OFFICER)
    if post not in Duty.Post.values:
        raise Invalid(_("There is no such post."), field="post")
    return {
        "title": said("title", given.get("title", ""))[:80],
        "owner_id": known_region(given.get("owner", "")),
        "post": post,
    }


def _stand_ins(section: Section) -> set[Duty.Post]:
    # Whoever commands there may write what a subordinate should have written.
    return {Duty.Post.COMMANDER, Duty.Post.DEPUTY}


def _record(fact: Event, schedule: Schedule, actor: Person | None, at: datetime) -> None:
    incident = schedule.incident
    journal.append(
        fact,
        room=incident.room_id,
        actor=actor,
        changed={f"sitrep.{schedule.id}": asdict(ScheduleCard.of(schedule, incident))},
        occurred_at=at,
    )
