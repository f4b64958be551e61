"""The rule book of the library of plans; importing this enters it."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from command.core import rules
from plans.models import PlanRule

rules.enter(
    rules.Book(
        slug="plans",
        title=_("Plans: review"),
        model=PlanRule,
        columns=("amount", "unit"),
        shipped=Path(__file__).resolve().parent / "data" / "plan_rules.csv",
    )
)
