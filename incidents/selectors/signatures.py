"""Signatures under proposed responses: how many there are, and how many it takes."""

from typing import Any

from command.core import regions
from incidents.models import ResponseProposal
from incidents.warnings.models import ResponseSignature, SignatureRule

ONE = 1  # where no rule speaks, the approval of one other person


class Needed:
    """How many signatures a level takes, by the rules of each authority; asked once each."""

    def __init__(self) -> None:
        """Begin without having asked."""
        self._rules: dict[str, dict[int, int]] = {}

    def of(self, level: int, jurisdiction: str) -> int:
        """Return how many must sign besides the proposer. One query an authority."""
        city = regions.city_of(jurisdiction)
        if city not in self._rules:
            rules = SignatureRule.in_force.of(city)
            self._rules[city] = {rule.level: rule.signatures for rule in rules}
        return self._rules[city].get(level, ONE)


def signatures_of(proposal: ResponseProposal) -> list[ResponseSignature]:
    """Return who has signed a proposal, in order; read before, or one query."""
    rows: Any = proposal  # the checker does not see a relation from a room inside
    return list(rows.signatures.all())


def signatures_needed(proposal: ResponseProposal) -> int:
    """Return how many commanders besides the proposer must sign. One query."""
    return Needed().of(proposal.level, proposal.jurisdiction_id)
