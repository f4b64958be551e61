"""When neighbours are to be notified, and how long they have to acknowledge."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import Rule, rule_constraints


class NotificationRule(Rule):
    """What holds for the incidents of one grade (1 gravest, 4 general)."""

    grade = models.PositiveSmallIntegerField(_("grade"))
    # Minutes after which a city that has not acknowledged is called to its commander.
    minutes = models.PositiveSmallIntegerField(_("minutes to acknowledge"))
    # Whether the neighbours and the garrison are to be told at all, or it is signed why not.
    is_required = models.BooleanField(_("notification required"))

    class Meta(Rule.Meta):
        constraints = [
            *rule_constraints("joint_notificationrule"),
            models.CheckConstraint(
                name="joint_notificationrule_bounded",
                condition=Q(grade__range=(1, 4)) & Q(minutes__range=(1, 1440)),
            ),
        ]
