"""Looking things over, and telling in good time what will have to be looked over."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.core.rooms import register_room
from resources.models import Asset
from resources.register import dates
from resources.register.actions import guard
from resources.register.lot_events import DateNear, ThingChecked
from resources.register.models import Check, DateAlert, StockLot


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCard:
    """That a thing was looked over, as the journal keeps it."""

    id: str
    lot: str | None
    asset: str | None
    is_passed: bool
    note: str
    next_check: str | None
    origin: str
    exercise: bool
    at: str


@door
def record_check(
    *,
    actor: Person | None,
    is_passed: bool,
    lot_id: UUID | None = None,
    asset_id: UUID | None = None,
    note: str = "",
    next_check: date | None = None,
    checked_at: datetime | None = None,
) -> Check:
    """Record that a lot or an asset was looked over, and when it must be again.

    Raises ``Invalid`` with the field: a check that was not passed says why. ``NotThere`` and
    ``NotPermitted`` as ever.
    """
    if (lot_id is None) == (asset_id is None):
        raise Invalid(_("A check is of one thing."))
    lot = guard.locked(StockLot.objects.select_related("stock"), lot_id) if lot_id else None
    asset = guard.locked(Asset.objects.all(), asset_id) if asset_id else None
    thing = lot or asset
    assert thing is not None
    region = lot.stock.region_id if lot else asset.region_id  # type: ignore[union-attr]
    guard.require_keeper(actor, thing, region, to=_("record a check"))
    said = guard.text("note", note, 200, required=not is_passed)
    at = guard.moment("checked_at", checked_at)
    if next_check is not None and next_check <= at.astimezone(dates.CHINA).date():
        raise Invalid(_("The next check comes after this one."), field="next_check")
    check = Check(
        lot=lot,
        asset=asset,
        is_passed=is_passed,
        note=said,
        next_check=guard.day("next_check", next_check),
        checked_by=actor,
        checked_at=at,
    )
    check.save(force_insert=True)
    thing.next_check = check.next_check
    thing.save(update_fields=["next_check"])
    name = f"{lot.stock.depot} {lot.number}" if lot else str(asset)
    _tell_check(check, name, region, actor)
    return check


def _tell_check(check: Check, name: str, region: str, actor: Person | None) -> None:
    card = CheckCard(
        id=str(check.pk),
        lot=str(check.lot_id) if check.lot_id else None,
        asset=str(check.asset_id) if check.asset_id else None,
        is_passed=check.is_passed,
        note=check.note,
        next_check=check.next_check.isoformat() if check.next_check else None,
        origin=check.origin,
        exercise=check.exercise_id is not None,
        at=check.checked_at.isoformat(),
    )
    fact = ThingChecked(
        check_id=card.id,
        name=name,
        is_passed=check.is_passed,
        note=check.note,
        next_check=card.next_check,
    )
    journal.append(
        fact,
        room=register_room(region, check.exercise_id),
        actor=actor,
        changed={f"check.{card.id}": asdict(card)},
        occurred_at=check.checked_at,
    )


@door
def tell_date(*, actor: Person | None, subject: str, thing_id: UUID, today: date) -> bool:
    """Tell a city that a date of its register is near; return whether it was news.

    The alert and its row commit together: a worker that dies before has told nothing, one
    that dies after has nothing left to tell, and the next run finds what is due.
    """
    due = dates.one(subject, thing_id, today)
    if due is None:
        return False
    with authority.acting_as(due.origin):
        alert = DateAlert(
            subject=subject, due=due.due, days=due.threshold, told_at=now(), **due.link()
        )
        try:
            with transaction.atomic():
                alert.save(force_insert=True)
        except IntegrityError:
            return False  # another worker was quicker
        fact = DateNear(
            alert_id=str(alert.pk),
            subject=subject,
            name=due.name,
            due=due.due.isoformat(),
            days_left=due.days_left,
        )
        view = {
            "id": str(alert.pk),
            "subject": subject,
            "thing": str(thing_id),
            "due": fact.due,
            "days": due.threshold,
            "origin": alert.origin,
            "exercise": False,
            "at": alert.told_at.isoformat(),
        }
        journal.append(
            fact,
            room=register_room(due.region, None),
            actor=actor,
            changed={f"date_alert.{alert.pk}": view},
        )
    return True
