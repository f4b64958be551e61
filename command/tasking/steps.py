"""What the changes that are no step between two statuses make of a task."""

from datetime import datetime
from typing import Final

from command.core.folding import Values
from command.tasking.models import TaskChange

# Nobody is waited to be heard of.
NOT_HEARD: Final[Values] = {
    "next_check_in": None,
    "check_in_rung": 0,
    "check_in_told_at": None,
}


def time_of(value: str | None) -> datetime | None:
    """Return a time as a change keeps it."""
    return datetime.fromisoformat(value) if value else None


def heard(data: Values) -> Values:
    """Set the clock of the check-in, or stop it: every step is a sign of life."""
    return {**NOT_HEARD, "next_check_in": time_of(data.get("next_check_in"))}


def deadline_changed(values: Values, change: TaskChange) -> Values:
    """Set another deadline; that it was told to be late counts no more."""
    return {
        "due_at": time_of(change.data["due_at"]),
        "overdue_told_at": None,
        "at": change.occurred_at,
    }


def ticked(values: Values, change: TaskChange) -> Values:
    """Tick an item of the checklist, or take the tick away."""
    ticks = {**values["ticks"]}
    if change.data["done"]:
        ticks[change.data["item"]] = {
            "at": change.occurred_at.isoformat(),
            "by": change.data["by"],
        }
    else:
        ticks.pop(change.data["item"], None)
    return {"ticks": ticks, "at": change.occurred_at}


def round_missed(values: Values, change: TaskChange) -> Values:
    """Count a round that could not begin, and wait for the next."""
    return {
        "missed": values["missed"] + 1,
        "repeat_at": time_of(change.data["repeat_at"]),
    }


def checked_in(values: Values, change: TaskChange) -> Values:
    """Note that the people were heard of."""
    return {"checked_in_at": change.occurred_at, **heard(change.data)}


def check_in_missed(values: Values, change: TaskChange) -> Values:
    """Note that somebody was told that the people were not heard of."""
    return {"check_in_rung": change.data["rung"], "check_in_told_at": change.occurred_at}


def attached(values: Values, change: TaskChange) -> Values:
    """Put a picture to the task."""
    return {
        "attachments": [*values["attachments"], change.data["attachment"]],
        "at": change.occurred_at,
    }


def attachment_archived(values: Values, change: TaskChange) -> Values:
    """Lay a picture aside; it stays with the task, and says why."""
    wanted, told = change.data["attachment"], change.data["archived"]
    return {
        "attachments": [
            {**each, "archived": told} if each["id"] == wanted else each
            for each in values["attachments"]
        ],
        "at": change.occurred_at,
    }


def need_stated(values: Values, change: TaskChange) -> Values:
    """Note the need line of the register that a need was stated as."""
    told = {"need": change.data["need"], "number": change.data["number"]}
    return {
        "stated": {**values["stated"], str(change.data["position"]): told},
        "at": change.occurred_at,
    }


def repeats_no_more(values: Values, change: TaskChange) -> Values:
    """Let no further round follow on this one."""
    return {"repeat_at": None}
