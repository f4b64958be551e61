"""What the shell of every page needs."""

from typing import Any

from django.http import HttpRequest

from command.core.models import Exercise


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return whether an exercise runs, for the badge on every screen. One query, lazily."""
    return {"exercise_runs": _exercise_runs}


def _exercise_runs() -> bool:
    return Exercise.objects.filter(state=Exercise.State.RUNNING).exists()
