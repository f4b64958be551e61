"""The version of a plan: what it says at one time."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, one_of_each
from plans.models.plan import Plan


def _by() -> "models.ForeignKey[Person | None, Person | None]":
    return models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class PlanVersion(OwnedModel):
    """What a plan says at one time. Once submitted its document never changes.

    ``document`` is kept after ``plans.document.Document``; ``edits`` counts how often it
    was written. ``authors`` are all who wrote it: none of them may approve it. ``comment``
    is what the last reviewer said who returned it, or why it was withdrawn.
    """

    class State(models.TextChoices):
        """At most one version in the making and one in force at a time."""

        DRAFT = "draft", pgettext_lazy("plan", "Draft")
        IN_REVIEW = "in_review", pgettext_lazy("plan", "In review")
        APPROVED = "approved", pgettext_lazy("plan", "Approved")
        PUBLISHED = "published", pgettext_lazy("plan", "Published")
        SUPERSEDED = "superseded", pgettext_lazy("plan", "Superseded")
        WITHDRAWN = "withdrawn", pgettext_lazy("plan", "Withdrawn")

    heir_of = "plan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    document = models.JSONField(encoder=DjangoJSONEncoder, default=dict, db_default={})
    edits = models.PositiveIntegerField(default=1, db_default=1)
    authors = ArrayField(models.UUIDField(), default=list, db_default=[])
    drafted_by = _by()
    drafted_at = models.DateTimeField()
    submitted_by = _by()
    submitted_at = models.DateTimeField(null=True)
    returned_by = _by()
    returned_at = models.DateTimeField(null=True)
    comment = models.CharField(max_length=1000, blank=True, db_default="")
    approved_by = _by()
    approved_at = models.DateTimeField(null=True)
    published_by = _by()
    published_at = models.DateTimeField(null=True)
    # When it ceased to be in force: superseded, or withdrawn by somebody.
    ended_by = _by()
    ended_at = models.DateTimeField(null=True)
    # The last day on which it should be revised.
    review_due = models.DateField(null=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            one_of_each("plans_planversion_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "plan", "number"], name="plans_planversion_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["origin", "plan"],
                condition=Q(state="published"),
                name="plans_planversion_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["origin", "plan"],
                condition=Q(state__in=["draft", "in_review", "approved"]),
                name="plans_planversion_one_in_the_making",
            ),
            models.CheckConstraint(
                name="plans_planversion_published_dated",
                condition=Q(
                    state__in=["draft", "in_review", "approved"], published_at__isnull=True
                )
                | Q(
                    state__in=["published", "superseded", "withdrawn"],
                    published_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


MAKING = (
    PlanVersion.State.DRAFT,
    PlanVersion.State.IN_REVIEW,
    PlanVersion.State.APPROVED,
)
