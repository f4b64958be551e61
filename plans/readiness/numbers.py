"""The numbers of the reckoning, from their rule book."""

from plans.readiness.models import ReadinessRule
from plans.readiness.pure.facts import Numbers

MOST_RUNS = 20_000


def numbers_of(authority: str) -> Numbers:
    """Return the numbers of an authority. One query."""
    known = set(Numbers.__slots__)
    rules = ReadinessRule.in_force.of(authority)
    found = {rule.code.replace("-", "_"): float(rule.amount) for rule in rules}
    given = {name: amount for name, amount in found.items() if name in known}
    given["runs"] = min(MOST_RUNS, max(1.0, given.get("runs", Numbers().runs)))
    return Numbers(**given)
