"""The numbers that the adviser works by, from its rule book."""

from dataclasses import dataclass

from resources.adviser.models import AdviceRule


@dataclass(frozen=True, slots=True)
class Numbers:
    """What holds where no rule does."""

    loading_minutes: int = 30
    proof_milliseconds: int = 2000
    candidates: int = 400
    old_minutes: int = 10


def numbers_of(authority: str) -> Numbers:
    """Return the numbers of an authority. One query."""
    known = set(Numbers.__slots__)
    found = {rule.code.replace("-", "_"): rule.amount for rule in
             AdviceRule.in_force.of(authority)}  # fmt: skip
    return Numbers(**{name: amount for name, amount in found.items() if name in known})
