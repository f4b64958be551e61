"""What rules find: an episode that begins, or one that ends; no database, no clock."""

from dataclasses import dataclass
from uuid import UUID

DIGITS = 6  # a float's dust is not a rise

Key = tuple[str, int]  # cause and level: what one episode is about


@dataclass(frozen=True)
class Outcome:
    """One rule newly broken, or kept again.

    Of a value that does not change, ``limit`` is for how many hours it has not; of a
    combination, ``value`` is how many streams are over their limits and ``limit`` how many
    it takes. Alarms of one ``cause_key`` have one cause.
    """

    key: Key
    broken: bool
    value: float | None
    limit: float | None
    rule: UUID | None = None
    version: UUID | None = None
    cause_key: str = ""
