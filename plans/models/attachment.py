"""Files that belong to what a version of a plan says."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import MediaFile, OwnedModel, Person, one_of_each
from plans.models.version import PlanVersion


class PlanAttachment(OwnedModel):
    """One file. The next version begins with those of the version before.

    A ``source`` is the file from which the text was imported.
    """

    class Kind(models.TextChoices):
        """What the file is to the plan."""

        SOURCE = "source", pgettext_lazy("plan file", "Source of the text")
        ANNEX = "annex", pgettext_lazy("plan file", "Annex")

    heir_of = "version"

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(MediaFile, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.ANNEX)
    name = models.CharField(max_length=120)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            one_of_each("plans_planattachment_one_of_each"),
            models.CheckConstraint(name="plans_planattachment_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="plans_planattachment_kind_known",
                condition=Q(kind__in=["source", "annex"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name
