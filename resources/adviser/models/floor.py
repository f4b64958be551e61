"""The rule book of reserve floors: what must stay in a city, whatever is asked of it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import Duty
from command.core.models.rule import Rule, rule_constraints

MOST = 10_000_000
P = Duty.Post
SIGNING = [
    (post.value, post.label)
    for post in (P.COMMANDER, P.DEPUTY, P.RESOURCE_OFFICER, P.DUTY_OFFICER)
]


class FloorRule(Rule):
    """How much of something must stay available in a city, and who may sign for less.

    ``what`` is a kind of team or the code of a supply. The region's row holds for every
    city that has none of the same code. It counts teams, or the unit of the supply.
    """

    what = models.CharField(_("kind of team, or code of a supply"), max_length=8)
    least = models.PositiveIntegerField(
        _("must stay available"), validators=(MaxValueValidator(MOST),)
    )
    signed_by = models.CharField(_("who may sign for less"), max_length=16, choices=SIGNING)

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("adviser_floorrule"),
            models.CheckConstraint(
                name="adviser_floorrule_of_something", condition=~Q(what="")
            ),
        ]
