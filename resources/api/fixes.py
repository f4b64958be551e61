"""Reading a batch of positions quickly: five hundred at once, many times a minute.

What is plainly right is read here. What is not goes through the serializer of one position,
which knows every way to be right or wrong and says so; so both accept the same.
"""

from datetime import datetime
from typing import Any, Final

from rest_framework import serializers

Bounds = tuple[str, float, float]

NEEDED: Final[tuple[Bounds, ...]] = (("lat", -90, 90), ("lon", -180, 180))
OPTIONAL: Final[tuple[Bounds, ...]] = (
    ("heading_deg", 0, 360),
    ("accuracy_m", 0, 1e6),
    ("speed_mps", 0, 1000),
    ("battery", 0, 100),
)
NUMBERS: Final = {int, float}


class FixesField(serializers.ListField):
    """A list of positions; its ``child`` is asked only about what is not plainly right."""

    earliest: datetime
    latest: datetime

    def __init__(self, *, earliest: datetime, latest: datetime, **options: Any) -> None:
        """Take positions of between two times."""
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest

    def run_child_validation(self, data: list[Any]) -> list[Any]:
        """Return the positions as validated. Raises ``ValidationError``."""
        found = []
        for given in data:
            fix = self._plain(given)
            if fix is None:
                # As the base has it, with the place in the list in what it says.
                slow: list[Any] = super().run_child_validation(data)
                return slow
            found.append(fix)
        return found

    def _plain(self, given: Any) -> dict[str, Any] | None:
        if type(given) is not dict or type(given.get("observed_at")) is not str:
            return None
        try:
            at = datetime.fromisoformat(given["observed_at"])
        except ValueError:
            return None
        if at.tzinfo is None or not self.earliest <= at < self.latest:
            return None
        fix: dict[str, Any] = {"observed_at": at}
        for name, least, most in NEEDED:
            value: Any = given.get(name)
            if type(value) not in NUMBERS or not least <= value <= most:
                return None
            fix[name] = float(value)
        for name, least, most in OPTIONAL:
            value = given.get(name)
            if value is not None and (type(value) not in NUMBERS or not least <= value <= most):
                return None
            fix[name] = None if value is None else float(value)
        return fix
