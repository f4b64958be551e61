"""Receipts of notifications, held for a door."""

from uuid import UUID

from command.core.models import Person
from incidents.joint.models import AddresseeState
from incidents.joint.selectors.notifications import visible_notifications
from incidents.joint.selectors.operations import no_such


def locked_receipt(
    key: UUID, to: str | None, *, actor: Person | None, skip_locked: bool = False
) -> AddresseeState:
    """Return a receipt, its row locked until the transaction ends.

    ``key`` names the notification when ``to`` names the addressee, else the addressee
    itself. Raises ``NotThere``, also for what ``actor`` may not see, and for a row that
    somebody else holds when those are skipped.
    """
    rows = AddresseeState.objects.select_for_update(of=("self",), skip_locked=skip_locked)
    rows = rows.select_related("addressee__notification__incident")
    if to is None:
        rows = rows.filter(pk=key)
    else:
        rows = rows.filter(addressee__notification=key, addressee__to=to)
    if actor is not None:
        rows = rows.filter(addressee__notification__in=visible_notifications(actor))
    receipt = rows.first()
    if receipt is None:
        raise no_such()
    return receipt
