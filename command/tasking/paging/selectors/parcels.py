"""What is due to leave the system, with all that it takes."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models.functions import Now

from command.tasking.paging.models import Channel, Device, DeviceSecret, PageState
from command.tasking.paging.parcel import Parcel, Subscription
from command.tasking.paging.subjects import url_of

CONTACTS_LANGUAGE = "zh-hans"


def claim_due(limit: int) -> list[PageState]:
    """Return pages that are due, locked until the transaction ends, but those of others."""
    due = PageState.objects.filter(due_at__isnull=False, due_at__lte=Now())
    held = due.select_for_update(skip_locked=True, of=("self",))
    return list(held.select_related("page__person").order_by("due_at")[:limit])


def key_of(page: UUID, channel: str) -> str:
    """Return the key under which a page goes out over a channel, however often."""
    return f"{page}.{channel}"


def parcels_of(states: Sequence[PageState]) -> list[Parcel]:
    """Return the parcels of pages that were claimed. One query."""
    secrets = _secrets({state.page.person_id for state in states if state.page.person_id})
    return [_parcel(state, secrets) for state in states]


def _secrets(people: set[UUID]) -> dict[UUID, list[DeviceSecret]]:
    found: defaultdict[UUID, list[DeviceSecret]] = defaultdict(list)
    rows = DeviceSecret.objects.filter(
        device__person__in=people, device__forgotten_at__isnull=True, gone_at__isnull=True
    )
    for row in rows.select_related("device").order_by("device__added_at"):
        found[row.device.person_id].append(row)
    return found


def _parcel(state: PageState, secrets: dict[UUID, list[DeviceSecret]]) -> Parcel:
    page = state.page
    own = secrets.get(page.person_id, []) if page.person_id else []
    phones = [row.phone for row in own if row.device.kind == Device.Kind.PHONE]
    browsers = [row for row in own if row.device.kind == Device.Kind.PUSH]
    by_push = state.channel == Channel.PUSH
    return Parcel(
        key=key_of(page.pk, state.channel),
        page=page.pk,
        channel=state.channel,
        tries=state.tries,
        person=page.person_id,
        exercise=page.exercise_id,
        task=page.task_id,
        step=page.step,
        reference=page.reference,
        subject=page.subject,
        text=state.text,
        language=page.person.language if page.person else CONTACTS_LANGUAGE,
        urgent=page.urgent,
        url=f"/m0/{page.task_id}/" if page.task_id else url_of(page.reference),
        phone="" if by_push else (state.phone or (phones[-1] if phones else "")),
        subscriptions=tuple(
            Subscription(row.device_id, row.endpoint, row.p256dh, row.auth)
            for row in (browsers if by_push else [])
        ),
    )
