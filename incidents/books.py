"""The rule books of the incidents room; importing this enters them."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from command.core import rules
from incidents.models import GradeRule, Limit

DATA = Path(__file__).resolve().parent / "data"

rules.enter(
    rules.Book(
        slug="grades",
        title=_("Incident grades"),
        model=GradeRule,
        columns=("criterion", "applies_to", "at_least", "unit", "grade"),
        shipped=DATA / "grade_rules.csv",
    )
)
rules.enter(
    rules.Book(
        slug="limits",
        title=_("Limits: duplicates, conflicts, supplements"),
        model=Limit,
        columns=("measure", "applies_to", "amount", "unit"),
        shipped=DATA / "limits.csv",
    )
)
