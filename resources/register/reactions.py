"""What the register does when the stocks below it have changed."""

from uuid import UUID

from django.db.models import F, Sum

from command.core.models import Entry
from resources.models import Stock
from resources.register.actions import settle_lots


def settle(entry: Entry) -> None:
    """Bring the lots of a stock within what it still has."""
    keys = [UUID(ref[6:]) for ref in entry.changed if ref.startswith("stock.")]
    if not keys:
        return
    over = Stock.objects.filter(pk__in=keys, origin=entry.authority)
    for key in over.annotate(n=Sum("lots__quantity")).filter(n__gt=F("on_hand")):
        settle_lots(actor=None, stock_id=key.pk)
