"""How long personal data is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.core.models import Rule, rule_constraints

# The codes of the rules that the clocks ask for.
PERSONAL_DATA = "personal-data"
IMPORT_FILES = "import-files"


class RetentionRule(Rule):
    """After so many ``days`` something is destroyed.

    ``personal-data`` of an incident, or of a call for help that belongs to none, from its
    end; ``import-files`` of a register, from when they were taken in.
    """

    days = models.PositiveIntegerField(_("days after the end"))

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("closing_retentionrule")
