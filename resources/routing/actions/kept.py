"""Keeping what a routing service said: node-local, no fact, and no door therefore."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.timezone import now

from resources.routing.models import ClearWay

logger = logging.getLogger(__name__)


def keep(rows: list[ClearWay]) -> None:
    """Write answers, the newest in the place of older ones; a failure costs only time."""
    try:
        with transaction.atomic():
            ClearWay.objects.bulk_create(
                rows,
                batch_size=2000,
                update_conflicts=True,
                unique_fields=["router", "start", "end"],
                update_fields=["minutes", "km", "asked_at"],
            )
    except DatabaseError:
        logger.warning("travel times could not be kept", exc_info=True)


def forget_old() -> int:
    """Drop answers that are too old to be used; return how many."""
    cutoff = now() - timedelta(hours=settings.JC_ROUTER_KEEP_H)
    return ClearWay.objects.filter(asked_at__lt=cutoff).delete()[0]
