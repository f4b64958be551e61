"""The rule book of the adviser's own numbers."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models.rule import Rule, rule_constraints


class AdviceRule(Rule):
    """One number that the adviser works by: loading, time for the proof, what is old.

    The codes are fixed: ``loading-minutes``, ``proof-milliseconds``, ``candidates``,
    ``old-minutes``.
    """

    amount = models.PositiveIntegerField(_("amount"), validators=(MaxValueValidator(100_000),))
    unit = models.CharField(_("unit"), max_length=16)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("adviser_advicerule")
