"""The rule books of tasking: its limits and clocks, and its templates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models.rule import Rule, rule_constraints
from command.tasking.lifecycle import TaskKind


class TaskLimit(Rule):
    """One number that tasking works by; its code says which."""

    class Unit(models.TextChoices):
        """What is counted."""

        ORDERS = "orders", pgettext_lazy("limit", "open orders")
        SECONDS = "seconds", pgettext_lazy("limit", "seconds")

    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("tasking_tasklimit"),
            models.CheckConstraint(name="tasking_tasklimit_counts", condition=Q(value__gte=1)),
        ]


class TaskTemplate(Rule):
    """A task that is given often: its words, its checklist (an item a line) and its clocks."""

    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=TaskKind.choices)
    detail = models.TextField(_("detail"), max_length=2000, blank=True)
    checklist = models.TextField(_("checklist, an item a line"), max_length=4000, blank=True)
    checklist_en = models.TextField(
        _("checklist in English, an item a line"), max_length=4000, blank=True
    )
    due_minutes = models.PositiveIntegerField(_("due after minutes"), default=0)
    repeat_minutes = models.PositiveSmallIntegerField(_("repeats every minutes"), default=0)
    check_in_minutes = models.PositiveSmallIntegerField(_("check-in every minutes"), default=0)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("tasking_tasktemplate"),
            models.CheckConstraint(
                name="tasking_tasktemplate_kind_known", condition=Q(kind__in=TaskKind.values)
            ),
        ]
