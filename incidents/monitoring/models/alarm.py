"""Alarms: raised by a rule, acknowledged by a person, cleared by the quantity."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, one_of_each
from incidents.models import Incident
from incidents.monitoring.lifecycle import AlarmStatus, Cause
from incidents.monitoring.models.station import Datastream


class Alarm(OwnedModel):
    """One episode in which a stream broke one rule. What became of it is its ``state``.

    ``level`` is 1 (red) to 4 (blue). ``value`` is what broke the rule, ``limit``
    the rule's own number; both are null for a sensor that gave nothing.
    """

    heir_of = "datastream"

    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="alarms")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="alarms")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    level = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    limit = models.FloatField(null=True)
    raised_at = models.DateTimeField()

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

    def __str__(self) -> str:
        return f"{self.datastream_id} {self.cause} {self.level}"


class AlarmChange(Change):
    """An alarm acknowledged or cleared."""

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

    ``datastream``, ``cause`` and ``level`` repeat the alarm's, for the
    constraint that one rule of one stream has one open episode.
    """

    alarm = models.OneToOneField(Alarm, models.PROTECT, primary_key=True, related_name="state")
    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    level = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=AlarmStatus.choices)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["datastream", "cause", "level"],
                condition=~Q(status="cleared"),
                name="monitoring_alarmstate_once_per_episode",
            ),
            models.CheckConstraint(
                name="monitoring_alarmstate_status_known",
                condition=Q(status__in=AlarmStatus.values),
            ),
            models.CheckConstraint(
                name="monitoring_alarmstate_acknowledged_is_dated",
                condition=~Q(status="acknowledged") | Q(acknowledged_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.status}"
