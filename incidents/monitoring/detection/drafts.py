"""What a person says of a version of a rule, before it is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from command.core.ids import new_id
from incidents.monitoring.detection.lifecycle import Kind
from incidents.monitoring.detection.parse import LONGEST, number, parameters_of, season_of
from incidents.monitoring.detection.terms import Terms

NOTE = 300  # characters
# Time is what these look at: a duration besides would say nothing.
TIMELESS = frozenset({Kind.SILENCE, Kind.FROZEN})


@dataclass(frozen=True, slots=True)
class Draft:
    """How a rule is to judge; ``margin`` null means the stream's own."""

    level: int
    parameters: Mapping[str, Any] = field(default_factory=dict)
    margin: float | None = None
    for_s: int = 0
    season_from: str = ""
    season_to: str = ""
    note: str = ""

    def terms(self, kind: str, rule: UUID | None = None) -> Terms:
        """Return it ready to judge by. Raises ``Invalid`` with the field."""
        if kind not in Kind.values:
            raise Invalid(_("There is no such kind of rule."), field="kind")
        if self.level not in {1, 2, 3, 4}:
            raise Invalid(_("Grades and levels go from 1 (gravest) to 4."), field="level")
        margin = self.margin
        if margin is not None:
            margin = number({"margin": margin}, "margin", least=0)
        wait = int(number({"for_s": self.for_s}, "for_s", least=0, most=LONGEST))
        if wait and kind in TIMELESS:
            raise Invalid(
                _("This kind of rule looks at time itself; a duration says nothing."),
                field="for_s",
            )
        if len(self.note) > NOTE or "\x00" in self.note:
            raise Invalid(_("The note is too long."), field="note")
        return Terms(
            rule=rule or new_id(),
            version=new_id(),
            kind=Kind(kind),
            level=self.level,
            parameters=parameters_of(kind, self.parameters),
            margin=margin,
            for_s=wait,
            season=season_of(self.season_from, self.season_to),
        )
