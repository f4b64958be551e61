"""The plan: what a city has resolved to do before it happens."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import OwnedModel, Region, one_of_each
from command.core.tongues import is_english


class Plan(OwnedModel):
    """An emergency plan of one city; what it says stands in its versions.

    ``event_types`` are codes of the event type list, or beginnings of codes.
    """

    class Kind(models.TextChoices):
        """How wide a plan reaches."""

        OVERALL = "overall", _("Overall plan")
        SPECIAL = "special", _("Special plan")
        DEPARTMENTAL = "departmental", _("Departmental plan")

    heir_of = "adopted_from"

    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    # A kind of organisation, or empty: whose plan a departmental plan is.
    department = models.CharField(max_length=16, blank=True, db_default="")
    event_types = ArrayField(models.CharField(max_length=5), default=list)
    adopted_from = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, null=True, related_name="adoptions"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["city", "title"]
        constraints = [
            one_of_each("plans_plan_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "city", "title"], name="plans_plan_titled_once"
            ),
            models.CheckConstraint(
                name="plans_plan_kind_known",
                condition=Q(kind__in=["overall", "special", "departmental"]),
            ),
            models.CheckConstraint(name="plans_plan_titled", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The title in the language of the reader, as far as there is one."""
        in_chinese = not is_english()
        return self.title if in_chinese or not self.title_en else self.title_en
