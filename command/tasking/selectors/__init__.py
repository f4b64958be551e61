"""The only code that reads tasks."""

from command.tasking.selectors.cards import TaskCard, card_of_state, cards, changed
from command.tasking.selectors.due import overdue_untold, to_chase
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
from command.tasking.selectors.posts import post_key, post_of

__all__ = [
    "Assignee",
    "Counts",
    "TaskCard",
    "assignee_of",
    "board",
    "card_of",
    "card_of_state",
    "cards",
    "changed",
    "commanders_of",
    "counts_by_city",
    "counts_by_incident",
    "groups_of",
    "is_assignee",
    "is_unread",
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
    "recipients_of",
    "to_chase",
    "told_of",
    "visible_to",
]
