"""Going to look at areas that have fallen quiet: a task for each, drafted and never sent."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import reactions, regions
from command.core.models import Duty, Entry, Exercise, Person
from command.core.policies import rooms_visible_to
from command.core.tongues import is_english
from command.tasking.actions import advance_task, create_task
from command.tasking.actions.telling import both_sides, tell
from command.tasking.events import TaskAreaHeard
from command.tasking.lifecycle import DONE, ENDED, OUT, Status, TaskKind, Verb
from command.tasking.models import TaskState
from command.tasking.selectors.cards import name_in
from command.tasking.selectors.limits import TemplateCard, templates
from command.tasking.selectors.people import AssigneeKind
from command.tasking.selectors.posts import post_key
from incidents.lifecycle import ENDED as INCIDENT_ENDED
from incidents.monitoring.quiet import expected
from incidents.monitoring.quiet import looks as found_looks
from incidents.monitoring.quiet.actions import note_look
from incidents.monitoring.quiet.expected import Expectation
from incidents.monitoring.quiet.lifecycle import Source
from incidents.monitoring.quiet.limits import Limits
from incidents.monitoring.quiet.looks import Look

BASIS = "quiet_area"  # what a look is for, by reference: ``quiet_area.<id>``
RECON = "recon"  # the template by which a look is drafted
TITLE, TITLE_EN = "侦察核实静默区域", "Reconnoitre a quiet area"
REASON = "该区域已恢复联系"
KINDS = ("quiet_area.spoke_again", "quiet_area.not_waited_for")


def teams(at: datetime, limits: Limits) -> Iterator[Expectation]:
    """Return the people who are out and are to say how they are. One query.

    Those who look at a quiet area are no voice of it.
    """
    rows = TaskState.objects.filter(status__in=OUT, next_check_in__isnull=False)
    rows = rows.exclude(task__basis__startswith=f"{BASIS}.")
    rows = rows.exclude(task__incident__state__status__in=INCIDENT_ENDED)
    rows = rows.exclude(
        task__exercise__state__in=[Exercise.State.ENDED, Exercise.State.REMOVED]
    )
    for row in rows.select_related("task"):
        assert row.next_check_in is not None
        yield Expectation(
            source=Source.TEAM,
            ref=f"{row.assignee_kind}.{row.assignee_id}",
            region=row.task.region_id,
            label_zh=row.assignee_label,
            label_en=row.assignee_label_en or row.assignee_label,
            last_at=max(filter(None, (row.checked_in_at, row.acknowledged_at)), default=None),
            overdue_at=row.next_check_in + timedelta(seconds=limits.team_grace),
            exercise=row.task.exercise_id,
            incident=row.task.incident_id,
            place=(row.task.point.y, row.task.point.x) if row.task.point else None,
        )


def draft_look(entry: Entry) -> None:
    """Draft the task of looking at a quiet area; nobody is told before a desk issues it."""
    told = entry.payload
    code = told["region"]
    template = next((one for one in templates(code) if one.code == RECON), None)
    task = create_task(
        actor=None,
        incident_id=UUID(told["incident_id"]),
        title=f"{template.title if template else TITLE} · {told['place_zh']}",
        title_en=f"{template.title_en if template else TITLE_EN} · {told['place_en']}",
        kind=template.kind if template else TaskKind.HAZARD_CONTROL,
        detail=_detail(told, template),
        checklist=template.checklist if template else (),
        check_in_minutes=template.check_in_minutes if template else 0,
        due_at=entry.occurred_at + timedelta(minutes=template.due_minutes)
        if template and template.due_minutes
        else None,
        region=code,
        basis=f"{BASIS}.{told['area_id']}",
        assignee_kind=AssigneeKind.POST,
        # The area itself cannot be reached: its city looks.
        assignee_id=post_key(Duty.Post.DUTY_OFFICER, regions.city_of(code)),
        occurred_at=entry.occurred_at,
    )
    note_look(actor=None, area_id=UUID(told["area_id"]), task_id=task.pk, number=task.number)


def end_look(entry: Entry) -> None:
    """Call off a look that nobody has ordered yet; tell those who look that it is known."""
    basis = f"{BASIS}.{entry.payload['area_id']}"
    for state in TaskState.objects.filter(task__basis=basis).select_related("task__incident"):
        if state.status in ENDED | DONE:
            continue
        if state.status == Status.DRAFT:
            advance_task(actor=None, task_id=state.task_id, verb=Verb.CANCEL, reason=REASON)
        else:
            fact = TaskAreaHeard(
                **name_in(state.task),
                place_zh=entry.payload["place_zh"],
                place_en=entry.payload["place_en"],
            )
            tell(state, fact, actor=None, people=both_sides(state))


def looks(person: Person, tasks: Iterable[UUID]) -> Mapping[str, Look]:
    """Return how the looks get on that ``person`` may see. Two queries."""
    rows = TaskState.objects.filter(
        task__in=list(tasks), task__incident__room__in=rooms_visible_to(person)
    )
    found, chinese = {}, not is_english()
    for row in rows.select_related("task"):
        stands = str(Status(row.status).label)
        if row.due_at and row.due_at < now() and row.status not in ENDED | DONE:
            stands = _("%(status)s, overdue") % {"status": stands}
        who = row.assignee_label if chinese else row.assignee_label_en or row.assignee_label
        url = reverse("task", args=[row.task_id])
        found[str(row.task_id)] = Look(row.task.number, stands, who, url)
    return found


def _detail(told: Mapping[str, str], template: TemplateCard | None) -> str:
    lines = [template.detail if template else "", f"静默 · {told['silent_zh']}"]
    return "\n".join(line for line in lines if line)[:2000]


def enter_all() -> None:
    """Enter whose word tasking waits for, and what follows when an area falls quiet."""
    expected.enter(teams)
    found_looks.enter(looks)
    reactions.enter("quiet_area.look_wanted", draft_look)
    for kind in KINDS:
        reactions.enter(kind, end_look)
