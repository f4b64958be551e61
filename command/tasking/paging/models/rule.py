"""How silence climbs: a rule book."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.models.rule import Rule, rule_constraints
from command.tasking.lifecycle import TaskKind

DAY_S = 24 * 3600


class Step(models.TextChoices):
    """How a rung is climbed: three calls out of the system, then two groups of people."""

    PUSH = "push", pgettext_lazy("channel", "web push")
    SMS = "sms", pgettext_lazy("channel", "SMS")
    VOICE = "voice", pgettext_lazy("channel", "voice call")
    LIAISON = "liaison", _("the issuer and the liaisons of the assignee's city")
    COMMANDER = "commander", _("the commanders of the incident")


def known_kind(value: str) -> None:
    """Raise ``ValidationError`` unless it is the code of a kind of task."""
    if value not in TaskKind.values:
        raise ValidationError(_("There is no such kind of task."))


class EscalationRung(Rule):
    """One rung: so long after an order that nobody has acknowledged.

    ``kind`` restricts it to one kind of task; a kind that has rungs of its own has no others.
    """

    rung = models.PositiveSmallIntegerField(
        _("rung"), validators=(MinValueValidator(1), MaxValueValidator(20))
    )
    after_seconds = models.PositiveIntegerField(
        _("seconds after the order"),
        validators=(MinValueValidator(5), MaxValueValidator(DAY_S)),
    )
    channel = models.CharField(_("by"), max_length=10, choices=Step.choices)
    kind = models.CharField(
        _("only for tasks of this kind"), max_length=20, blank=True, validators=(known_kind,)
    )

    class Meta:
        ordering = ["kind", "rung"]
        constraints = [
            *rule_constraints("paging_escalationrung"),
            models.CheckConstraint(
                name="paging_escalationrung_counts",
                condition=Q(rung__gte=1, after_seconds__gte=5),
            ),
            models.CheckConstraint(
                name="paging_escalationrung_channel_known",
                condition=Q(channel__in=Step.values),
            ),
        ]
