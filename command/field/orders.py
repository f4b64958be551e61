"""One order as a phone shows it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from command.core.models import Person
from command.field import versions
from command.tasking.lifecycle import Status, Verb
from command.tasking.selectors import RecipientCard, TaskCard
from incidents.models import Incident

View = dict[str, Any]
PDF = "application/pdf"
# The one next step of each state, and what to say when it cannot be done.
NEXT = {
    Status.ISSUED: Verb.ACKNOWLEDGE,
    Status.ACKNOWLEDGED: Verb.START,
    Status.IN_PROGRESS: Verb.COMPLETE,
}
OTHERWISE = {
    Status.ISSUED: Verb.REJECT,
    Status.ACKNOWLEDGED: Verb.BLOCK,
    Status.IN_PROGRESS: Verb.BLOCK,
}


def view(
    card: TaskCard,
    own: RecipientCard | None,
    incidents: Mapping[UUID, Incident],
    issuers: Mapping[UUID, Person],
) -> View:
    """Return an order as it lies in somebody's hands; ``own`` is their own receipt of it."""
    status = own_status(Status(card.state), own)
    lat, lon = card.point or (None, None)
    issuer = issuers.get(UUID(card.issuer)) if card.issuer else None
    return {
        "id": card.id,
        "number": card.number,
        "title": card.title,
        "title_en": card.title_en,
        "kind": card.kind,
        "incident": card.incident,
        "room": incidents[UUID(card.incident)].room_id,
        "exercise": card.exercise,
        "state": str(status),
        "version": versions.of_card(card, own),
        "due_at": card.due_at,
        "place": card.place,
        "lat": lat,
        "lon": lon,
        "detail": card.detail,
        "assignee": card.assignee,
        "assignee_en": card.assignee_en,
        "ordered_by": issuer.name if issuer else "",
        "issued_at": card.issued_at,
        "read_at": own.read_at if own else None,
        "is_unread": own is not None and own.read_at is None,
        "next": _word(NEXT.get(status)),
        "otherwise": _word(OTHERWISE.get(status)),
        "stages": stages(card, own),
        "checklist": [
            {
                "key": item["key"],
                "text": item["text"],
                "text_en": item["text_en"],
                "done": bool(item["done"]),
                "by": item["by"],
            }
            for item in card.checklist
        ],
        "pictures": [
            {"name": one["name"], "url": one["url"], "small": f"{one['url']}/small/"}
            for one in card.attachments
            if not one["archived"] and one["content_type"] != PDF
        ],
        # To be saved and opened by the phone itself, never within the page.
        "papers": [
            {
                "name": one["name"],
                "url": f"{one['url']}?{urlencode({'download': one['name']})}",
                "size": one["size"],
            }
            for one in card.attachments
            if not one["archived"] and one["content_type"] == PDF
        ],
        "check_in_at": card.next_check_in,
        "check_in_minutes": card.check_in_minutes,
        "obstacle": card.obstacle,
        "reason": card.reason,
        "progress": card.progress,
    }


def own_status(status: Status, own: RecipientCard | None) -> Status:
    """Return where the order stands for somebody: several people climb each at their pace."""
    if own is None or status not in {Status.ACKNOWLEDGED, Status.IN_PROGRESS}:
        return status
    if not own.accepted_at:
        return Status.ISSUED
    return status if own.on_scene_at else Status.ACKNOWLEDGED


def stages(card: TaskCard, own: RecipientCard | None) -> list[View]:
    """Return the dots on the line from the order to its end."""
    line = [
        ("order", card.issued_at),
        ("accepted", own.accepted_at if own else card.acknowledged_at),
        ("on_scene", own.on_scene_at if own else card.started_at),
        ("done", own.done_at if own else card.completed_at),
    ]
    reached = sum(1 for _name, at in line if at)
    return [
        {
            "name": name,
            "at": at,
            "mark": "done" if at else "now" if position == reached else "ahead",
        }
        for position, (name, at) in enumerate(line)
    ]


def _word(verb: Verb | None) -> str | None:
    return str(verb.value) if verb else None
