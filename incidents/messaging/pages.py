"""What the pages of messaging show, put together from the selectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.models import Duty, Person
from command.core.policies import COMMANDING, DESK, duties_of, within
from command.core.tongues import is_english
from incidents.messaging.channels import Place
from incidents.messaging.folds import STAGES
from incidents.messaging.models import Message, Receipt, ReceiptState
from incidents.messaging.rights import home_of
from incidents.messaging.selectors import calls, instructions, threads
from incidents.messaging.selectors.cards import MessageCard, cards
from incidents.messaging.selectors.instructions import InstructionCard
from incidents.messaging.selectors.people import current
from incidents.messaging.targets import label_of

Channel, Stage = Message.Channel, ReceiptState.Stage
GLYPHS = {"queued": "○", "delivered": "◔", "read": "◑", "read_back": "●"}
SHOWS = ("", "orders", "waiting")
LINES = 60


@dataclass(frozen=True, slots=True)
class Heard:
    """One addressee with how far it came: the best of the people behind it."""

    label: str
    stage: str
    glyph: str
    word: str
    at: datetime | None
    answered: bool
    people: list[dict[str, Any]]
    words: list[tuple[str, str, datetime | None]]


@dataclass(frozen=True, slots=True)
class Row:
    """One message in a thread, as its reader sees it. ``mine`` is the reader's own stage."""

    card: MessageCard
    sent_at: datetime
    withdrawn_at: datetime | None
    signed_as: str
    to: list[Heard]
    mine: str
    owes: str
    is_own: bool


def thread(person: Person, place: Place, *, show: str = "", words: str = "") -> dict[str, Any]:
    """Return the messages of a channel, oldest first, and how many wait for a receipt."""
    wanted = threads.Wanted(
        channel=place.channel,
        region=place.region,
        incident=UUID(place.incident) if place.incident else None,
        kind="order" if show == "orders" else "",
        waiting=show == "waiting",
        words=words,
    )
    if place.key == "me":
        keys = Receipt.objects.filter(person=person).values("message")
        found = threads.found(person, wanted).filter(pk__in=keys)
    else:
        found = threads.found(person, wanted)
    newest = list(found[:LINES])
    return {
        "place": place,
        "show": show,
        "words": words,
        "rows": rows_of(person, cards(reversed(newest))),
        "waiting": found.filter(state__awaits=True).count(),
        "query": urlencode({"at": place.key, "show": show, "q": words}),
    }


def rows_of(person: Person, shown: Sequence[MessageCard]) -> list[Row]:
    """Return messages as their reader sees them."""
    return [_row(card, str(person.pk)) for card in shown]


def side(person: Person, place: Place) -> dict[str, Any]:
    """Return what stands beside a thread: what waits for one, instructions, the phone log."""
    incident = UUID(place.incident) if place.incident else None
    found = instructions.found(person, incident=incident, is_open=None)
    return {
        "place": place,
        "inbox": rows_of(person, threads.inbox(person, limit=8)),
        "instructions": [told(card) for card in instructions.cards(found[:6])],
        "calls": [
            (view, _time(view.call.at))
            for view in calls.log(person, incident=incident, limit=6)
        ],
    }


def told(card: InstructionCard) -> dict[str, Any]:
    """Return an instruction as a page shows it."""
    return {
        "card": card,
        "given_at": _time(card.given_at),
        "due_at": _time(card.feedback_due),
        "is_late": instructions.is_late(card),
        "to": _(", ").join(label_of(view, _language()) for view in card.to),
        "answers": [(one, _time(one["at"])) for one in card.answers],
        "closed_at": _time(card.closed_at),
        "status": instructions.Status(card.status).label,
    }


def rights(person: Person) -> dict[str, Any]:
    """Return what the composer may offer."""
    held = duties_of(person)
    desk = held.filter(post__in=DESK).exists()
    leaders = Person.objects.filter(
        origin=person.origin, is_active=True, duties__in=_commanding(person)
    )
    return {
        "commands": held.filter(post__in=COMMANDING).exists(),
        "at_desk": desk,
        "leaders": list(leaders.distinct().order_by("username")) if desk else [],
    }


def _commanding(person: Person) -> Any:
    """Return the commanding duties over what the person's own desk serves."""
    held = Duty.objects.filter(within(home_of(person), "region_id"), post__in=COMMANDING)
    return current(held.filter(person__origin=person.origin))


def _row(card: MessageCard, reader: str) -> Row:
    mine = next(
        (each["stage"] for one in card.to for each in one["people"] if each["id"] == reader),
        "",
    )
    owes = ""
    if mine and card.state == "stands":
        if card.read_back and mine != Stage.READ_BACK:
            owes = "read_back"
        elif not card.read_back and mine in {Stage.QUEUED, Stage.DELIVERED}:
            owes = "read"
    return Row(
        card=card,
        sent_at=_at(card.sent_at),
        withdrawn_at=_time(card.withdrawn_at),
        signed_as=_signature(card.signed_as),
        to=[_heard(view) for view in card.to],
        mine=mine,
        owes=owes,
        is_own=card.sender_id == reader,
    )


def _heard(view: dict[str, Any]) -> Heard:
    people = view["people"]
    best = max(people, key=lambda one: STAGES.index(one["stage"]), default=None)
    stage = best["stage"] if best else "queued"
    word = Stage(stage).label if best else pgettext("receipt", "nobody holds this post")
    return Heard(
        label=label_of(view, _language()),
        stage=stage,
        glyph=GLYPHS[stage],
        word=str(word),
        at=_time(best[f"{stage}_at"]) if best else None,
        answered=view["answered"],
        people=[_person(one) for one in people],
        words=[
            (one["name"], one["words"], _time(one["read_back_at"]))
            for one in people
            if one["words"]
        ],
    )


def _person(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": one["name"],
        "stage": one["stage"],
        "words": one["words"],
        "steps": [
            (GLYPHS[str(stage)], stage.label, _time(one[f"{stage}_at"])) for stage in STAGES
        ],
    }


def _signature(signed: str) -> str:
    post, _sign, region = signed.partition("@")
    if post not in Duty.Post.values:
        return ""
    where = regions.name(region) if regions.known(region) else ""
    return f"{where} · {Duty.Post(post).label}" if where else str(Duty.Post(post).label)


def _language() -> str:
    return "en" if is_english() else "zh"


def _time(value: str | None) -> datetime | None:
    return _at(value) if value else None


def _at(value: str) -> datetime:
    return datetime.fromisoformat(value)
