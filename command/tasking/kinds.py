"""The kinds of change of a task besides the verbs of people."""

from typing import Final

from command.tasking.lifecycle import Verb

# Kinds of change that are no verb of a person.
PLANNED = "planned"
ESCALATED = "escalated"
OVERDUE_TOLD = "overdue_told"
# Kinds that are no step from one status to another, or may be taken from several.
REASSIGNED = "reassigned"
DEADLINE_CHANGED = "deadline_changed"
TICKED = "ticked"
ATTACHED = "attached"
ATTACHMENT_ARCHIVED = "attachment_archived"
NEED_STATED = "need_stated"
ROUND_MADE = "round_made"
ROUND_MISSED = "round_missed"
REPEATING_STOPPED = "repeating_stopped"
CHECKED_IN = "checked_in"
CHECK_IN_MISSED = "check_in_missed"
# After each of these the people are told anew.
ORDERS: Final = (str(Verb.ISSUE), str(Verb.RESUME), REASSIGNED)
