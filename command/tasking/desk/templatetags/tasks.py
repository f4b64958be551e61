"""What the templates of tasks ask of Python."""

import json
from typing import Any

from django import template

from command.tasking.desk.words import stages

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Return a value as JSON, for an attribute."""
    return json.dumps(value, separators=(",", ":"))


@register.filter
def stage_name(stage: str) -> str:
    """Return what the dot of an order says to somebody who does not see it."""
    return stages().get(stage, stage)
