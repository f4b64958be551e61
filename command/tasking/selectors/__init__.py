"""The only code that reads tasks."""

from command.tasking.selectors.cards import TaskCard, card_of_state, cards, changed
from command.tasking.selectors.clocks import due_check_ins, rounds_due
from command.tasking.selectors.due import overdue_untold, to_chase
from command.tasking.selectors.limits import TemplateCard, limits_of, templates
from command.tasking.selectors.lists import (
    Counts,
    board,
    card_of,
    counts_by_city,
    counts_by_incident,
    listed,
    locked,
    my_tasks,
    numbered,
    of_incident,
    open_tasks,
    overdue,
    visible_to,
)
from command.tasking.selectors.people import (
    Assignee,
    assignee_of,
    commanders_of,
    groups_of,
    is_assignee,
    is_unread,
    recipients_of,
    told_of,
)
from command.tasking.selectors.posts import post_key, post_of, posts_of
from command.tasking.selectors.recipients import RecipientCard, in_hands_of, recipients
from command.tasking.selectors.span import Span, span_of, spans_of

__all__ = [
    "Assignee",
    "Counts",
    "RecipientCard",
    "Span",
    "TaskCard",
    "TemplateCard",
    "assignee_of",
    "board",
    "card_of",
    "card_of_state",
    "cards",
    "changed",
    "commanders_of",
    "counts_by_city",
    "counts_by_incident",
    "due_check_ins",
    "groups_of",
    "in_hands_of",
    "is_assignee",
    "is_unread",
    "limits_of",
    "listed",
    "locked",
    "my_tasks",
    "numbered",
    "of_incident",
    "open_tasks",
    "overdue",
    "overdue_untold",
    "post_key",
    "post_of",
    "posts_of",
    "recipients",
    "recipients_of",
    "rounds_due",
    "span_of",
    "spans_of",
    "templates",
    "to_chase",
    "told_of",
    "visible_to",
]
