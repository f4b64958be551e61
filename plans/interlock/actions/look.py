"""Noting that all promises were looked at."""

from datetime import datetime

from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.models import Person
from command.core.policies import require
from plans.interlock.models import Look


@door
def note_look(
    *, actor: Person | None, asks: int, offers: int, short: int, at: datetime
) -> Look:
    """Note a look, by which the next is found to be due; the system looks."""
    require(actor, (), to=_("note a look at the promises"))
    return Look.objects.create(at=at, asks=asks, offers=offers, short=short)
