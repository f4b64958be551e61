"""The tables of the rules: what is looked for, and what is remembered of each stream."""

from django.db import models
from django.db.models import Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.monitoring.detection.lifecycle import Kind, Scope
from incidents.monitoring.models.station import Datastream
from incidents.monitoring.models.vocabulary import ObservedProperty


class AlarmRule(OwnedModel):
    """What an authority wants to be alarmed about; how exactly is said by its versions.

    It watches the streams of ``region`` (150000: everywhere) that its scope names. A rule
    made outside exercises holds in them as well: those play by the real rules. The alarm
    of a combination rings at ``datastream``, one of its streams. ``code`` names a rule
    that ships with the system; where several of one code hold, that of the smallest
    territory does.
    """

    heir_of = "datastream"

    code = models.CharField(max_length=32, blank=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    datastream = models.ForeignKey(
        Datastream, models.PROTECT, null=True, related_name="own_rules"
    )
    observed = models.ForeignKey(ObservedProperty, models.PROTECT, null=True, related_name="+")
    enabled = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-code", "name_zh", "pk"]
        constraints = [
            one_of_each("detection_alarmrule_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "code"],
                condition=~Q(code=""),
                name="detection_alarmrule_code_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="detection_alarmrule_named",
                condition=~Q(name_zh="") & Q(kind__in=Kind.values),
            ),
            models.CheckConstraint(
                name="detection_alarmrule_scope",
                condition=Q(scope=Scope.EVERY, datastream__isnull=True, observed__isnull=True)
                | Q(scope=Scope.PROPERTY, datastream__isnull=True, observed__isnull=False)
                | Q(
                    scope__in=[Scope.STREAM, Scope.SEVERAL],
                    datastream__isnull=False,
                    observed__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="detection_alarmrule_several_iff_combined",
                condition=Q(kind=Kind.COMBINED, scope=Scope.SEVERAL)
                | ~Q(kind=Kind.COMBINED) & ~Q(scope=Scope.SEVERAL),
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.name_zh


class AlarmRuleVersion(OwnedModel):
    """How a rule judges from ``from_at`` on; the newest that has begun holds.

    ``parameters`` are those of the rule's kind (``terms.py``). An alarm ends only
    ``margin`` back over the line (null: the stream's own); the condition must have held
    for ``for_s`` seconds. With a season (month and day, ``"11-15"``) it holds only then.
    """

    heir_of = "rule"

    rule = models.ForeignKey(AlarmRule, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    parameters = models.JSONField()
    margin = models.FloatField(null=True)
    for_s = models.PositiveIntegerField(default=0)
    season_from = models.CharField(max_length=5, blank=True)
    season_to = models.CharField(max_length=5, blank=True)
    from_at = models.DateTimeField()
    made_at = models.DateTimeField()
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            one_of_each("detection_alarmruleversion_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "rule", "number"], name="detection_alarmruleversion_once"
            ),
            models.CheckConstraint(
                name="detection_alarmruleversion_judges",
                condition=Q(level__range=(1, 4), number__gte=1)
                & (Q(margin__isnull=True) | Q(margin__gte=0)),
            ),
            models.CheckConstraint(
                name="detection_alarmruleversion_season_whole",
                condition=Q(season_from="", season_to="")
                | ~Q(season_from="") & ~Q(season_to=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.number}"


class RuleState(models.Model):
    """What is remembered of one rule at one stream. Node-local.

    ``since`` is when the episode began that stands now, ``cause`` and ``level`` are those
    of its alarm. ``pending_since`` is when the condition began that has not held long
    enough yet, and ``due_at`` when it will have. ``value`` has been the same since
    ``changed_at``, for the rule that looks for frozen sensors. A combination is
    remembered at the stream where it rings.
    """

    rule = models.ForeignKey(AlarmRule, models.PROTECT, related_name="states")
    datastream = models.ForeignKey(Datastream, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=4)
    cause = models.CharField(max_length=10, blank=True)
    since = models.DateTimeField(null=True)
    pending_since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    value = models.FloatField(null=True)
    limit = models.FloatField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["datastream", "rule"], name="detection_rulestate_once"
            ),
            models.CheckConstraint(
                name="detection_rulestate_stands_or_waits",
                condition=Q(since__isnull=True) | Q(pending_since__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="detection_rulestate_due",
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.datastream_id}"
