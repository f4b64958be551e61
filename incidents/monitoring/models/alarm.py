"""Alarms: raised by a rule, acknowledged by a person, cleared by the quantity."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, one_of_each
from incidents.models import Incident
from incidents.monitoring.lifecycle import AlarmStatus, Cause
from incidents.monitoring.models.station import Datastream

CAUSE_KEY = 80  # characters


class Alarm(OwnedModel):
    """One episode in which a stream broke one rule. What became of it is its ``state``.

    ``level`` is 1 (red) to 4 (blue). ``value`` is what broke the rule, ``limit`` the
    rule's own number (see ``Cause``). ``rule`` is null for alarms from before rules were
    rows. ``raised_at`` is when it happened, ``told_at`` when the system knew. ``group`` is
    the key of the alarm that came first of the same cause, null for that one itself.
    """

    heir_of = "datastream"

    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="alarms")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="alarms")
    rule = models.ForeignKey(
        "detection.AlarmRule", models.PROTECT, null=True, related_name="alarms", db_index=False
    )
    rule_version = models.ForeignKey(
        "detection.AlarmRuleVersion",
        models.PROTECT,
        null=True,
        related_name="alarms",
        db_index=False,
    )
    cause = models.CharField(max_length=10, choices=Cause.choices)
    cause_key = models.CharField(max_length=CAUSE_KEY, blank=True, db_default="")
    level = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    limit = models.FloatField(null=True)
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    group = models.UUIDField(null=True)

    class Meta:
        ordering = ["level", "-raised_at", "pk"]
        constraints = [
            one_of_each("monitoring_alarm_one_of_each"),
            models.CheckConstraint(
                name="monitoring_alarm_level_known", condition=Q(level__range=(1, 4))
            ),
            models.CheckConstraint(
                name="monitoring_alarm_cause_known", condition=Q(cause__in=Cause.values)
            ),
            models.CheckConstraint(
                name="monitoring_alarm_lost_iff_no_value",
                condition=Q(cause="lost", value__isnull=True, limit__isnull=True)
                | (~Q(cause="lost") & Q(value__isnull=False, limit__isnull=False)),
            ),
        ]
        indexes = [
            # What came before of the same cause.
            models.Index(fields=["raised_at"], name="monitoring_alarm_raised"),
            # The flood of the last minutes.
            models.Index(fields=["told_at"], name="monitoring_alarm_told"),
            models.Index(
                fields=["group"],
                name="monitoring_alarm_of_group",
                condition=Q(group__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.cause} {self.level}"


class AlarmChange(Change):
    """What a person, a rule or the clock did to an alarm."""

    heir_of = "alarm"

    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("monitoring_alarmchange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "alarm", "step"], name="monitoring_alarmchange_step_once"
            ),
            models.CheckConstraint(
                name="monitoring_alarmchange_step_counts", condition=Q(step__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.step} {self.kind}"


class AlarmState(State):
    """Whether somebody has seen an alarm and whether it is over. Node-local.

    ``datastream``, ``rule``, ``cause`` and ``level`` repeat the alarm's, for the
    constraint that one rule of one stream has one open episode. ``rang_at`` is since when
    it rings (null: from before the ladder), ``rung`` how far the ladder was climbed.
    ``incident`` is the one that was made from the alarm, or that it was tied to.
    ``shelved_until`` holds for later episodes of the same rule as well. Whoever has
    acknowledged it looks after it, until ``offered_to`` accepts: then ``taken_by`` does.
    """

    alarm = models.OneToOneField(Alarm, models.PROTECT, primary_key=True, related_name="state")
    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="+")
    rule = models.ForeignKey(
        "detection.AlarmRule", models.PROTECT, null=True, related_name="+", db_index=False
    )
    cause = models.CharField(max_length=10, choices=Cause.choices)
    level = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=24, choices=AlarmStatus.choices)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    offered_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    shelved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    shelved_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, db_default="")
    over_at = models.DateTimeField(null=True)
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, related_name="tied_alarms"
    )
    rang_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0, db_default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["datastream", "rule", "cause", "level"],
                condition=~Q(status__in=["cleared", "cleared_unacknowledged"]),
                name="monitoring_alarmstate_once_per_episode",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="monitoring_alarmstate_status_known",
                condition=Q(status__in=AlarmStatus.values),
            ),
            models.CheckConstraint(
                name="monitoring_alarmstate_acknowledged_is_dated",
                condition=~Q(status="acknowledged") | Q(acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="monitoring_alarmstate_shelved_ends",
                condition=~Q(status="shelved")
                | (Q(shelved_until__isnull=False) & ~Q(reason="")),
            ),
        ]
        indexes = [
            # Everything that is not over and done: the lists, the bar and the ladder.
            models.Index(
                fields=["status", "level"],
                name="monitoring_alarmstate_open",
                condition=~Q(status="cleared"),
            ),
        ]

    @property
    def owner(self) -> Person | None:
        """Who looks after the alarm: whoever acknowledged it, or took it over from them."""
        return self.taken_by or self.acknowledged_by

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.status}"
