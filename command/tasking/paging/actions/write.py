"""Writing pages into the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import DESK, duties_of
from command.core.rooms import inbox_room, register_room
from command.core.times import clock
from command.tasking.models import Task
from command.tasking.paging.models import Channel, Page, PageState
from command.tasking.paging.phone import cleaned, hint_of

DELIVER: Final = "command.tasking.paging.tasks.deliver_pages"
USUAL: Final = (Channel.PUSH, Channel.SMS)
URGENT: Final = (*USUAL, Channel.VOICE)
TO_CONTACTS: Final = (Channel.SMS, Channel.VOICE)
SUBJECT, TEXT = 160, 500  # characters
TEST_EVERY_S: Final = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said to one person, or to a contact by number."""

    subject: str
    text: str
    person: Person | None = None
    phone: str = ""
    reference: str = ""
    room: str = ""


@door
def page(
    *,
    actor: Person | None,
    person: Person,
    subject: str,
    text: str,
    urgent: bool = False,
    exercise: UUID | None = None,
    task: Task | None = None,
    reference: str = "",
    room: str = "",
) -> Page:
    """Call one person: by push, else by SMS, and if it is urgent else by voice.

    The guard decides when it leaves, not now. ``room`` is where it is told what became of
    it: the task's incident, or the person's inbox. Raises ``NotPermitted`` or ``Invalid``.
    """
    _require_desk(actor)
    letter = Letter(subject, text, person=person, reference=reference, room=room)
    channels = URGENT if urgent else USUAL
    return write([letter], channels, actor, exercise=exercise, task=task, urgent=urgent)[0]


@door
def page_contact(
    *,
    actor: Person | None,
    name: str,
    phone: str,
    text: str,
    exercise: UUID | None = None,
    reference: str = "",
    room: str = "",
) -> Page:
    """Tell a contact without an account: by SMS, else by voice.

    The name is not kept. Raises ``NotPermitted`` or ``Invalid``.
    """
    letter = Letter(text[:SUBJECT], text, phone=phone, reference=reference, room=room)
    return page_contacts(actor=actor, letters=[letter], exercise=exercise)[0]


@door
def page_contacts(
    *, actor: Person | None, letters: Sequence[Letter], exercise: UUID | None = None
) -> list[Page]:
    """Tell many contacts at once, as ``page_contact`` does, with four queries in all."""
    _require_desk(actor)
    return write(letters, TO_CONTACTS, actor, exercise=exercise)


@door
def page_people(
    *, actor: Person | None, letters: Sequence[Letter], exercise: UUID | None = None
) -> list[Page]:
    """Call many people at once, as ``page`` does, with few queries in all."""
    _require_desk(actor)
    return write(letters, USUAL, actor, exercise=exercise)


@door
def page_myself(*, actor: Person) -> list[Page]:
    """Call oneself over every channel, each by itself, to see whether they work.

    Raises ``Conflict`` for somebody who has just done so.
    """
    recent = Page.objects.filter(person=actor, reference="test").order_by("-made_at").first()
    if recent is not None and (now() - recent.made_at).total_seconds() < TEST_EVERY_S:
        raise Conflict(_("You have just called yourself; wait half a minute."))
    letter = Letter(
        _("Test of the call"),
        _("This is a test of the Joint Command by %(name)s. You need not do anything.")
        % {"name": actor.name},
        person=actor,
        reference="test",
    )
    return [write([letter], [channel], actor, exercise=None)[0] for channel in URGENT]


def write(
    letters: Sequence[Letter],
    channels: Sequence[str],
    actor: Person | None,
    *,
    exercise: UUID | None,
    task: Task | None = None,
    step: int = 0,
    urgent: bool = False,
) -> list[Page]:
    """Queue a page for each letter; for doors. Two queries, and one for the clock."""
    at, due = now(), clock()
    pages, states = [], []
    with authority.in_exercise(exercise):
        for letter in letters:
            made = _page(letter, channels, actor, exercise, task)
            made.step, made.urgent, made.made_at = step, urgent, at
            made.claim()
            made.room = letter.room or _room(letter, exercise, task)
            pages.append(made)
            phone = cleaned(letter.phone) if letter.phone else ""
            states.append(
                PageState(
                    page=made,
                    channel=channels[0],
                    due_at=due,
                    text=letter.text[:TEXT],
                    phone=phone,
                    hint=hint_of(phone),
                    at=at,
                )
            )
    Page.objects.bulk_create(pages)
    PageState.objects.bulk_create(states)
    # Promptness only: what is queued in the database is found by the beat as well.
    transaction.on_commit(knock, robust=True)
    return pages


def knock() -> None:
    """Ask a worker to bring pages out now; after commit, and never waiting for the broker."""
    current_app.send_task(DELIVER, retry=False, ignore_result=True)


def _page(
    letter: Letter,
    channels: Sequence[str],
    actor: Person | None,
    exercise: UUID | None,
    task: Task | None,
) -> Page:
    subject, text = letter.subject.strip(), letter.text.strip()
    if not subject or not text or "\x00" in subject + text:
        raise Invalid(_("A call says something."), field="text")
    if task is not None and task.exercise_id != exercise:
        raise Conflict(_("An exercise and reality never mix."))
    return Page(
        person=letter.person,
        task=task,
        reference=letter.reference[:80],
        subject=subject[:SUBJECT],
        digest=sha256(text.encode()).hexdigest(),
        channels=[str(channel) for channel in channels],
        made_by=actor,
    )


def _room(letter: Letter, exercise: UUID | None, task: Task | None) -> str:
    if task is not None:
        return task.incident.room_id
    if letter.person is not None:
        return inbox_room(letter.person.pk, exercise)
    return register_room(authority.current(), exercise)


def _require_desk(actor: Person | None) -> None:
    if actor is not None and not duties_of(actor).filter(post__in=DESK).exists():
        raise NotPermitted(_("Only a desk may call people."), posts=sorted(map(str, DESK)))
