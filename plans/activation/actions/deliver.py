"""Handing the notices of plans over: to inboxes at once, to contacts by the gateway."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.events import Fact
from command.core.models import Person
from command.core.rooms import inbox_room
from command.tasking.paging.actions import Letter, page_contacts
from command.tasking.paging.models import Outcome, Page
from plans.activation.events import NoticeHanded, NoticesDelivered
from plans.activation.folds import NOTICES
from plans.activation.models import NoticeMark, NoticeState, PlanNotice
from plans.activation.selectors.words import name_of, said
from plans.models import Activation
from plans.selectors.activations import changed

Stage = NoticeState.Stage
REFERENCE = "notice."
TAKEN: dict[str, Stage] = {
    Outcome.DELIVERED: Stage.DELIVERED,
    Outcome.FAILED: Stage.FAILED,
    Outcome.REFUSED: Stage.FAILED,
}


@door
def deliver_notices(*, actor: Person | None, limit: int = 400) -> int:
    """Hand over up to ``limit`` notices that are due; return how many.

    Rows that another worker holds are passed over, so that any number may work side by
    side and a notice goes out once.
    """
    at = now()
    rows = NoticeState.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(stage=Stage.QUEUED, due_at__lte=Now()).select_related(
        "notice__person", "notice__contact"
    )
    found = list(rows.order_by("due_at", "pk")[:limit])
    if not found:
        return 0
    keys = {state.notice.activation_id for state in found}
    activations = Activation.objects.select_related("version__plan", "incident", "state")
    known = activations.in_bulk(keys)
    for state in found:
        state.notice.activation = known[state.notice.activation_id]
    _hold(found)
    people = [state for state in found if state.notice.person_id]
    _raise(people, Stage.DELIVERED, actor, at)
    _tell_people(people, actor)
    contacts = [state for state in found if state.notice.contact_id]
    _raise(contacts, Stage.SENT, actor, at)
    _send(contacts, actor)
    tell_delivered(known.values(), found, actor)
    return len(found)


def _hold(found: Iterable[NoticeState]) -> None:
    rooms = {state.notice.activation.incident.room_id for state in found}
    rooms |= {_inbox(state.notice) for state in found if state.notice.person_id}
    journal.hold(*rooms)


def _inbox(notice: PlanNotice) -> str:
    assert notice.person_id is not None
    return inbox_room(notice.person_id, notice.exercise_id)


def _raise(
    states: Sequence[NoticeState], stage: Stage, actor: Person | None, at: datetime
) -> None:
    """Mark them all. Two queries."""
    NOTICES.add_many(
        states,
        [
            NoticeMark(
                notice=state.notice,
                step=state.step + 1,
                kind=stage,
                data={},
                actor=actor,
                occurred_at=at,
            )
            for state in states
        ],
    )


def _send(states: Iterable[NoticeState], actor: Person | None) -> None:
    """Give the notices of contacts to paging: its guard decides whether they leave."""
    letters: dict[Activation, list[Letter]] = {}
    for state in states:
        notice = state.notice
        assert notice.contact is not None
        letter = Letter(
            subject=notice.activation.version.plan.title,
            text=said(notice),
            phone=notice.contact.phone,
            reference=f"{REFERENCE}{notice.pk}",
            room=notice.activation.incident.room_id,
        )
        letters.setdefault(notice.activation, []).append(letter)
    for activation, written in letters.items():
        page_contacts(actor=actor, letters=written, exercise=activation.exercise_id)


def _tell_people(states: Iterable[NoticeState], actor: Person | None) -> None:
    """Record each notice in the inbox of whom it is for."""
    facts: dict[str, list[Fact]] = {}
    for state in states:
        notice = state.notice
        event = NoticeHanded(
            **name_of(notice.activation), notice_id=str(notice.pk), text=said(notice)
        )
        facts.setdefault(_inbox(notice), []).append(Fact(event, {}))
    for room in sorted(facts):
        journal.append_all(facts[room], room=room, actor=actor)


def tell_delivered(
    activations: Iterable[Activation], states: Iterable[Any], actor: Person | None
) -> None:
    """Record in each incident's room how many notices went out. For doors."""
    states = list(states)
    for activation in activations:
        people = sum(s.notice.activation_id == activation.pk for s in states)
        journal.append(
            NoticesDelivered(**name_of(activation), people=people),
            room=activation.incident.room_id,
            actor=actor,
            changed=changed(activation),
        )


@door
def take_pages(*, actor: Person | None, outcome: str, pages: Sequence[UUID]) -> int:
    """Mark the notices of these pages as the gateway says; return how many.

    Paging refuses what may not leave, as to a contact in an exercise: that is not delivered.
    """
    wanted = Page.objects.filter(pk__in=pages, reference__startswith=REFERENCE)
    keys = [
        UUID(ref.removeprefix(REFERENCE)) for ref in wanted.values_list("reference", flat=True)
    ]
    if not keys or outcome not in TAKEN:
        return 0
    rows = NoticeState.objects.select_for_update(of=("self",)).select_related(
        "notice__activation__version__plan",
        "notice__activation__incident",
        "notice__activation__state",
    )
    found = list(rows.filter(pk__in=keys, stage__in=[Stage.SENT, Stage.FAILED]).order_by("pk"))
    found = [state for state in found if state.stage != TAKEN[outcome]]
    _raise(found, TAKEN[outcome], actor, now())
    known = {state.notice.activation_id: state.notice.activation for state in found}
    if TAKEN[outcome] == Stage.DELIVERED:
        tell_delivered(known.values(), found, actor)
    return len(found)
