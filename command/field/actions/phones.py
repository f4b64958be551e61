"""Writing down that a phone was heard of."""

from datetime import timedelta

from django.utils.timezone import now

from command.core.doors import door
from command.core.models import Person
from command.field.clock import Sender
from command.field.models import FieldDevice

# Of a phone that does nothing but ask, a mark a minute is fine enough.
TOUCH_EVERY = timedelta(minutes=1)


@door
def note_phone(*, actor: Person, sender: Sender, waiting: int = 0) -> FieldDevice:
    """Note when a person's phone was heard of, how its clock goes and what it holds back."""
    at = now()
    told = {"seen_at": at, "ahead_ms": sender.ahead_ms, "waiting": waiting}
    if sender.app_version:
        told["app_version"] = sender.app_version
    row, made = FieldDevice.objects.get_or_create(
        device=sender.device, person=actor, defaults={"first_at": at, **told}
    )
    if made or (at - row.seen_at < TOUCH_EVERY and row.waiting == waiting):
        return row
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    return row
