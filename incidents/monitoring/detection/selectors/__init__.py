"""The only code of the rules that reads."""

from incidents.monitoring.detection.selectors.bases import bases
from incidents.monitoring.detection.selectors.book import Book, held, members_of
from incidents.monitoring.detection.selectors.cards import (
    RuleCard,
    changed_rule,
    newest_versions,
    rule_cards,
    rule_room,
    rule_seen,
    rules_of,
)
from incidents.monitoring.detection.selectors.due import due_by_clock
from incidents.monitoring.detection.selectors.known import known
from incidents.monitoring.detection.selectors.listing import held_for, watched

__all__ = [
    "Book",
    "RuleCard",
    "bases",
    "changed_rule",
    "due_by_clock",
    "held",
    "held_for",
    "known",
    "members_of",
    "newest_versions",
    "rule_cards",
    "rule_room",
    "rule_seen",
    "rules_of",
    "watched",
]
