"""Whether somebody else has changed a thing since a phone showed it."""

from command.core.models import Person
from command.field.models import FieldOperation

FAR_ENOUGH = 100


def has_moved_on(person: Person, thing: str, base: str, current: str) -> bool:
    """Return whether more than the person's own acts lies between ``base`` and ``current``.

    A phone that was away takes several steps, each as it showed the order by then; the first
    that arrives moves the version for those after it. Without a base nothing is asked.
    """
    if not base or base == current:
        return False
    mine = FieldOperation.objects.filter(
        person=person, thing=thing, outcome=FieldOperation.Outcome.APPLIED
    )
    led = {after: before for before, after in mine.values_list("before", "after")[:FAR_ENOUGH]}
    while current in led and current != base:
        current = led.pop(current)
    return current != base
