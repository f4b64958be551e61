"""What the guard must hold, as functions of the guard: for the real one and for mutants.

Each case takes the guard (a namespace with ``why_not``, ``may_leave``, ``marked`` and
``leave``) and asserts. ``test_guard`` runs them over the shipped source, and again over each
mutation of it, of which every one must fail somewhere.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.ids import new_id
from command.core.models import Duty, Participant, Person
from command.tasking.actions import advance_task
from command.tasking.paging import subjects
from command.tasking.paging.parcel import Parcel
from incidents.roster.actions import assign_shift
from resources.models import TeamState
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.tasking import made


@dataclass
class World:
    """The people whom the guard is asked about."""

    exercise: UUID
    plays: Person
    left: Person
    outsider: Person
    off: Person
    disabled: Person
    liaison: Person
    on_shift: Person
    chief: Person
    off_shift: Person
    banner: Person
    baotou: Person
    resting: Person
    standby: Person
    member_only: Person
    resting_only: Person
    future: Person
    alone: Person
    waits: UUID
    answered: UUID


def parcel(person: Person | None = None, **given: Any) -> Parcel:
    """Return a parcel that may leave but for what is given."""
    told = {
        "key": "k", "page": new_id(), "channel": "sms", "tries": 1, "exercise": None,
        "task": None, "step": 0, "subject": "s", "text": "t", "language": "zh-hans",
        "phone": "13800001234",
    }  # fmt: skip
    return Parcel(**{**told, "person": person.pk if person else None, **given})


def world(exercise, enrol) -> World:
    """Make them all."""
    plays, left, outsider = [make.person(Post.LIAISON, ORDOS) for _ in range(3)]
    enrol(plays, exercise)
    part = enrol(left, exercise)
    with acting("150000"):
        Participant.objects.filter(pk=part.pk).update(left_at=now())
    disabled = make.person(Post.LIAISON, ORDOS)
    shift = [make.person(Post.DUTY_OFFICER, ORDOS) for _ in range(4)]
    at = now()
    off, future = make.person(), make.person()
    make.duty(off, post=Post.LIAISON, region=ORDOS)
    make.duty(future, post=Post.LIAISON, region=ORDOS)
    with acting(ORDOS):
        assign_shift(
            actor=None,
            region=ORDOS,
            starts_at=at - timedelta(hours=1),
            ends_at=at + timedelta(hours=1),
            people=[None, shift[1].pk, shift[0].pk, None],
        )
        _ended(off)
        Duty.objects.filter(person=future).update(starts_at=at + timedelta(hours=1))
        Person.objects.filter(pk=disabled.pk).update(is_active=False)
    resting, standby = _team("resting"), _team("standby")
    member, resting_only = _team("standby"), _team("resting")
    with acting(ORDOS):
        _ended(member, resting_only)
    return World(
        exercise=exercise.pk, plays=plays, left=left, outsider=outsider, off=off,
        disabled=disabled, liaison=make.person(Post.LIAISON, ORDOS), on_shift=shift[0],
        chief=shift[1], off_shift=shift[2], banner=make.person(Post.DUTY_OFFICER, "150621"),
        baotou=make.person(Post.DUTY_OFFICER, BAOTOU), resting=resting, standby=standby,
        member_only=member, resting_only=resting_only, future=future,
        alone=make.person(Post.TEAM_LEADER, ORDOS),
        **_orders(),
    )  # fmt: skip


@contextmanager
def acting(city):
    """Let an authority act."""
    with transaction.atomic(), authority.acting_as(city):
        yield


def _ended(*people):
    of = Duty.objects.filter(person__in=people)
    of.update(starts_at=now() - timedelta(hours=2), ends_at=now() - timedelta(seconds=1))


def _orders():
    by, to = make.person(Post.COMMANDER, BAOTOU), make.person(Post.TEAM_LEADER, BAOTOU)
    of = {"by": by, "to": to, "incident": make.incident(region="150204")}
    waits, answered = made.issued(**of), made.issued(**of)
    advance_task(actor=to, task_id=answered.task_id, verb="acknowledge")
    return {"waits": waits.task_id, "answered": answered.task_id}


def _team(status):
    team, people = made.team()
    TeamState.objects.filter(team=team).update(status=status)
    return people[0]


def of_an_exercise_to_a_participant(guard, w):
    assert guard.why_not(parcel(w.plays, exercise=w.exercise)) == ""


def of_an_exercise_to_an_outsider(guard, w):
    assert guard.why_not(parcel(w.outsider, exercise=w.exercise)) == "not_taking_part"


def of_an_exercise_to_one_who_left(guard, w):
    assert guard.why_not(parcel(w.left, exercise=w.exercise)) == "not_taking_part"


def of_another_exercise(guard, w):
    assert guard.why_not(parcel(w.plays, exercise=new_id())) == "not_taking_part"


def of_an_exercise_to_a_contact(guard, w):
    assert guard.why_not(parcel(exercise=w.exercise)) == "not_taking_part"


def real_to_a_contact(guard, w):
    assert guard.why_not(parcel()) == ""


def real_to_anybody_on_duty(guard, w):
    assert guard.why_not(parcel(w.outsider)) == ""


def never_off_duty(guard, w):
    for one in (w.off, w.future, w.disabled):
        assert guard.why_not(parcel(one)) == "off_duty"


def the_roster_decides_for_its_posts(guard, w):
    for one in (w.on_shift, w.chief, w.liaison, w.banner, w.baotou):
        assert guard.why_not(parcel(one)) == "", one
    assert guard.why_not(parcel(w.off_shift)) == "off_duty"


def a_gap_in_the_roster_relieves_nobody(guard, w):
    deputy = make.person(Post.DEPUTY, ORDOS)
    assert guard.why_not(parcel(deputy)) == ""


def a_team_at_rest_is_left_in_peace(guard, w):
    for one in (w.resting, w.resting_only):
        assert guard.why_not(parcel(one)) == "off_duty"
    for one in (w.standby, w.member_only, w.alone):
        assert guard.why_not(parcel(one)) == ""


def nobody_is_called_about_what_is_answered(guard, w):
    assert guard.why_not(parcel(w.liaison, task=w.waits)) == ""
    assert guard.why_not(parcel(w.liaison, task=w.answered)) == "answered"


def nor_about_anything_else_that_is_answered(guard, w):
    subjects.enter("made_up", lambda key: key == w.answered)
    try:
        for key, why in ((w.waits, ""), (w.answered, "answered")):
            assert guard.why_not(parcel(w.liaison, reference=f"made_up.{key}")) == why
        assert guard.why_not(parcel(w.liaison, reference=f"unknown.{w.answered}")) == ""
    finally:
        del subjects.SUBJECTS["made_up"]


def may_leave_says_the_same(guard, w):
    assert guard.may_leave(parcel(w.liaison)) is True
    assert guard.may_leave(parcel(w.off)) is False


def what_is_of_an_exercise_says_so(guard, w):
    drill = parcel(w.plays, exercise=w.exercise)
    assert guard.marked(drill, "撤离") == "【演练】撤离"
    assert guard.marked(replace(drill, language="en"), "go") == "[EXERCISE] go"
    assert guard.marked(parcel(w.plays), "撤离") == "撤离"


def only_what_may_leave_is_carried(guard, w):
    """Nothing is set up here: what gets as far as a way out fails there, and is not refused."""
    let, kept = parcel(w.liaison), parcel(w.outsider, exercise=w.exercise)
    results = {one.parcel: one for one in guard.leave([let, kept])}
    assert (results[let].outcome, results[let].code) == ("failed", "not_set_up")
    assert (results[kept].outcome, results[kept].code) == ("refused", "not_taking_part")


CASES = [
    of_an_exercise_to_a_participant,
    of_an_exercise_to_an_outsider,
    of_an_exercise_to_one_who_left,
    of_another_exercise,
    of_an_exercise_to_a_contact,
    real_to_a_contact,
    real_to_anybody_on_duty,
    never_off_duty,
    the_roster_decides_for_its_posts,
    a_gap_in_the_roster_relieves_nobody,
    a_team_at_rest_is_left_in_peace,
    nobody_is_called_about_what_is_answered,
    nor_about_anything_else_that_is_answered,
    may_leave_says_the_same,
    what_is_of_an_exercise_says_so,
    only_what_may_leave_is_carried,
]


def namespace(module: dict[str, Any]) -> SimpleNamespace:
    """Return the guard of a module's names."""
    names = ("why_not", "may_leave", "marked", "leave")
    return SimpleNamespace(**{name: module[name] for name in names})
