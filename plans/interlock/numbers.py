"""The numbers by which promises are watched, from their rule book."""

from dataclasses import dataclass

from plans.interlock.models import InterlockRule


@dataclass(frozen=True, slots=True)
class Numbers:
    """What holds where no rule does."""

    answer_hours: int = 24
    night_hour: int = 22
    liaison_minutes: int = 60
    commander_minutes: int = 240


def numbers_of(authority: str) -> Numbers:
    """Return the numbers of an authority. One query."""
    known = set(Numbers.__slots__)
    rules = InterlockRule.in_force.of(authority)
    found = {rule.code.replace("-", "_"): rule.amount for rule in rules}
    return Numbers(**{name: amount for name, amount in found.items() if name in known})
