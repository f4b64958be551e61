"""The people's entrance to the ground floor."""

from command.core.views.shell import csrf_failure

__all__ = ["csrf_failure"]
