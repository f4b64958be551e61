"""The task: an order to somebody, and how it went."""

from django.contrib.gis.db import models
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, Region, one_of_each
from command.core.tongues import is_english
from command.tasking.lifecycle import ASSIGNED, RUNNING, Status, TaskKind
from incidents.models import Incident

REASON_LENGTH = 300


class Task(OwnedModel):
    """The header of a task: what is wanted. It never changes hands and never changes.

    ``number`` counts per incident (``T-07``); a plan may give it. ``plan_step`` is
    the key of the plan's step that it was made from. ``title_en`` may be empty.
    ``checklist`` is a list of ``{key, text, text_en}``, ``needs`` one of
    ``{what, quantity}``. A task that repeats has ``repeat_minutes``; each further round
    names the first as its ``series`` and counts its ``turn``. ``check_in_minutes`` is how
    often its people say that they are well; 0 is never.
    """

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="tasks")
    number = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    detail = models.TextField(max_length=2000, blank=True)
    kind = models.CharField(max_length=20, choices=TaskKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    plan_step = models.CharField(max_length=40, blank=True)
    # What it carries out, by reference: ``decision.<id>``.
    basis = models.CharField(max_length=80, blank=True, default="", db_default="")
    place = models.CharField(max_length=120, blank=True, default="", db_default="")
    point = models.PointField(srid=4326, null=True, blank=True, spatial_index=False)
    checklist = models.JSONField(encoder=DjangoJSONEncoder, default=list, db_default=[])
    needs = models.JSONField(encoder=DjangoJSONEncoder, default=list, db_default=[])
    repeat_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    check_in_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    # The task that this one is a part of; a part has no parts.
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    series = models.ForeignKey("self", models.PROTECT, null=True, related_name="rounds")
    turn = models.PositiveSmallIntegerField(default=1, db_default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["incident", "number"]
        constraints = [
            one_of_each("tasking_task_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"], name="tasking_task_numbered_once"
            ),
            # However often the clock looks, a round is made once.
            models.UniqueConstraint(
                fields=["origin", "series", "turn"], name="tasking_task_round_once"
            ),
            models.CheckConstraint(
                name="tasking_task_kind_known", condition=Q(kind__in=TaskKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def name(self) -> str:
        """The title in the language of the reader, as far as there is one."""
        in_chinese = not is_english()
        return self.title if in_chinese or not self.title_en else self.title_en


class TaskChange(Change):
    """One change of a task by whoever acted."""

    heir_of = "task"

    task = models.ForeignKey(Task, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("tasking_taskchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "task", "step"], name="tasking_taskchange_one_per_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}#{self.step} {self.kind}"


class TaskState(State):
    """What a task is now: the fold of its changes (``command.tasking.folds``).

    ``issuer_authority`` is the authority that gave the order, ``assignee_region``
    where whoever carries it out belongs. ``chase_at`` is when the next rung of
    the ladder is due and empty when nobody is waited for; ``rung`` counts those
    climbed. ``obstacle`` is what stands in the way, until work goes on. ``ticks`` says of
    each item of the checklist that was ticked by whom and when, ``stated`` of each need as
    which need line of the register it was stated. ``repeat_at`` is when the
    next round is due, ``missed`` how many could not begin because this one was still open.
    ``next_check_in`` is when its people are to be heard of, ``check_in_rung`` how often
    somebody was told that they were not.
    """

    class AssigneeKind(models.TextChoices):
        """Who a task may be given to."""

        ORGANISATION = "organisation", _("Organisation")
        PERSON = "person", _("Person")
        TEAM = "team", _("Team")
        POST = "post", _("Post")

    task = models.OneToOneField(Task, models.PROTECT, primary_key=True, related_name="state")
    status = models.CharField(max_length=12, choices=Status.choices)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    assignee_kind = models.CharField(max_length=12, choices=AssigneeKind.choices, blank=True)
    assignee_id = models.UUIDField(null=True)
    assignee_label = models.CharField(max_length=120, blank=True)
    assignee_label_en = models.CharField(max_length=160, blank=True, default="", db_default="")
    assignee_region = models.CharField(max_length=6)
    issuer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    issuer_authority = models.CharField(max_length=6)
    due_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    obstacle = models.CharField(max_length=REASON_LENGTH, blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    rung = models.PositiveSmallIntegerField(default=0)
    chase_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    ticks = models.JSONField(encoder=DjangoJSONEncoder, default=dict, db_default={})
    attachments = models.JSONField(encoder=DjangoJSONEncoder, default=list, db_default=[])
    stated = models.JSONField(encoder=DjangoJSONEncoder, default=dict, db_default={})
    repeat_at = models.DateTimeField(null=True)
    missed = models.PositiveSmallIntegerField(default=0, db_default=0)
    checked_in_at = models.DateTimeField(null=True)
    next_check_in = models.DateTimeField(null=True)
    check_in_rung = models.PositiveSmallIntegerField(default=0, db_default=0)
    check_in_told_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tasking_taskstate_progress_per_cent", condition=Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="tasking_taskstate_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="tasking_taskstate_ordered_to_somebody",
                condition=~Q(status__in=sorted(ASSIGNED)) | Q(assignee_id__isnull=False),
            ),
            models.CheckConstraint(
                name="tasking_taskstate_chased_while_issued",
                condition=Q(chase_at__isnull=True) | Q(status=Status.ISSUED),
            ),
        ]
        indexes = [
            # chase_due: orders that nobody has acknowledged in time.
            models.Index(
                fields=["chase_at"],
                name="tasking_taskstate_to_chase",
                condition=Q(chase_at__isnull=False),
            ),
            # chase_due: deadlines that have passed and of which nobody was told.
            models.Index(
                fields=["due_at"],
                name="tasking_taskstate_to_tell",
                condition=Q(status__in=sorted(RUNNING), overdue_told_at__isnull=True),
            ),
            # rounds_due: recurring tasks whose next round is to begin.
            models.Index(
                fields=["repeat_at"],
                name="tasking_taskstate_to_repeat",
                condition=Q(repeat_at__isnull=False),
            ),
            # check_ins_due: people who are to be heard of.
            models.Index(
                fields=["next_check_in"],
                name="tasking_taskstate_to_hear",
                condition=Q(next_check_in__isnull=False),
            ),
            # my_tasks: what a team, an organisation or a person has to do.
            models.Index(
                fields=["assignee_id", "status"], name="tasking_taskstate_of_assignee"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.status}"


class TaskCounter(models.Model):
    """The last number given in an incident. Node-local; held until commit."""

    incident = models.OneToOneField(
        Incident, models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.last}"
