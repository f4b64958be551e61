"""The shortfall: a promise between two cities that does not hold."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, one_of_each
from plans.interlock.lifecycle import Answer, Matter, Status
from plans.models import Plan


class Shortfall(OwnedModel):
    """One promise that does not hold; owned by who has to answer for it.

    That is the giver, or the taker where it asks any of the others. There is one row for
    each ask or offer (``part`` of ``plan``) and matter: what comes again opens it again,
    ``times`` over. ``concerns`` are the cities that are told. ``answered_found`` is how
    much there was when it was answered: less than that opens it anew. ``owner`` is whoever
    is to answer, from ``taken_at`` on by their own word. While nobody has taken it on, the
    next rung of silence is due at ``chase_at``; ``rung`` counts those that were climbed.
    """

    heir_of = "plan"

    matter = models.CharField(max_length=12, choices=Matter.choices)
    giver = models.CharField(max_length=6, blank=True)
    taker = models.CharField(max_length=6, blank=True)
    concerns = ArrayField(models.CharField(max_length=6), default=list)
    what = models.CharField(max_length=16)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=32)
    step = models.CharField(max_length=12, blank=True)
    wanted = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    times = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0, db_default=0)
    chase_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_found = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            one_of_each("interlock_shortfall_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "matter", "plan", "part"],
                name="interlock_shortfall_once",
            ),
            models.CheckConstraint(
                name="interlock_shortfall_short", condition=Q(found__lt=F("wanted"))
            ),
            models.CheckConstraint(
                name="interlock_shortfall_answered",
                condition=~Q(status="answered") | (~Q(answer="") & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="interlock_shortfall_closed",
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="interlock_shortfall_chased",
                condition=Q(chase_at__isnull=True) | Q(status="open", taken_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="interlock_shortfall_due",
                condition=Q(status="open"),
            ),
            # chase_shortfalls: those that nobody has taken on.
            models.Index(
                fields=["chase_at"],
                name="interlock_shortfall_chase",
                condition=Q(chase_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.giver}→{self.taker} {self.what}"


class Look(models.Model):
    """One look at all promises. Node-local; ``short`` is how many did not hold."""

    at = models.DateTimeField(unique=True)
    asks = models.PositiveIntegerField()
    offers = models.PositiveIntegerField()
    short = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.at:%F %H:%M} {self.short}"
