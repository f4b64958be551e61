"""The rungs of silence as the rules have them."""

from datetime import timedelta

from command.tasking.ladder import Rung
from command.tasking.paging.models import EscalationRung


def rungs_of(authority: str, kind: str) -> list[Rung]:
    """Return the rungs of an authority for a kind of task. One query."""
    rules = EscalationRung.in_force.of(authority)
    own = [rule for rule in rules if rule.kind and rule.kind == kind]
    chosen = own or [rule for rule in rules if not rule.kind]
    return [
        Rung(rule.rung, timedelta(seconds=rule.after_seconds), rule.channel) for rule in chosen
    ]
