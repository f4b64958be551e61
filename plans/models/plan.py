"""The plan: what a city has resolved to do before it happens."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from command.core.models import OwnedModel, Person, Region, one_of_each


class Plan(OwnedModel):
    """An emergency plan of one city; what it says stands in its versions.

    ``event_types`` are codes of the event type list, or beginnings of codes.
    """

    class Kind(models.TextChoices):
        """How wide a plan reaches."""

        OVERALL = "overall", _("Overall plan")
        SPECIAL = "special", _("Special plan")
        DEPARTMENTAL = "departmental", _("Departmental plan")

    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    event_types = ArrayField(models.CharField(max_length=5), default=list)
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
        in_chinese = (get_language() or "zh").startswith("zh")
        return self.title if in_chinese or not self.title_en else self.title_en


class PlanVersion(OwnedModel):
    """What a plan says at one time. Once submitted its document never changes.

    ``document`` is kept after ``plans.document.Document``.
    """

    class State(models.TextChoices):
        """At most one draft and one published version at a time."""

        DRAFT = "draft", pgettext_lazy("plan", "Draft")
        PUBLISHED = "published", pgettext_lazy("plan", "Published")
        SUPERSEDED = "superseded", pgettext_lazy("plan", "Superseded")

    heir_of = "plan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    document = models.JSONField(encoder=DjangoJSONEncoder, default=dict, db_default={})
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            one_of_each("plans_planversion_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "plan", "number"], name="plans_planversion_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["origin", "plan", "state"],
                condition=Q(state__in=["draft", "published"]),
                name="plans_planversion_one_in_force",
            ),
            models.CheckConstraint(
                name="plans_planversion_published_dated",
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state__in=["published", "superseded"], published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"
