"""A call for help: answered, taken back, and what becomes of it."""

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from command.tasking.distress.actions import (
    acknowledge_help,
    cancel_help,
    climb_help,
    close_help,
    draft_rescue,
    move_help,
    raise_help,
    report_distress,
)
from command.tasking.distress.folds import HELP
from command.tasking.distress.models import HelpRung, HelpState
from command.tasking.distress.selectors import call_of, open_calls
from command.tasking.distress.tasks import climb_calls
from command.tasking.models import Task
from command.tasking.paging.guard import ANSWERED, why_not
from command.tasking.paging.models import Page, PageState
from command.tasking.paging.selectors.parcels import parcels_of
from incidents.models import Incident
from tests.make import HOHHOT
from tests.tasking.distress.world import SHIGUAI, aged, heard, paged, told, trace


def test_only_a_named_person_at_a_desk_it_concerns_answers(world, call):
    before = trace()
    with pytest.raises(NotPermitted):
        acknowledge_help(actor=None, call_id=call.pk)
    with pytest.raises(NotPermitted):
        acknowledge_help(actor=world.observer, call_id=call.pk)
    for stranger in (world.hohhot, world.member):
        with pytest.raises(NotThere):
            acknowledge_help(actor=stranger, call_id=call.pk)
    with pytest.raises(NotPermitted):
        acknowledge_help(actor=world.leader, call_id=call.pk)
    with pytest.raises(NotThere):
        acknowledge_help(actor=world.ordos, call_id=new_id())
    assert trace() == before

    taken = acknowledge_help(actor=world.baotou, call_id=call.pk)
    assert (taken.status, taken.acknowledged_by) == ("acknowledged", world.baotou)
    assert heard(world.ordos) == heard(world.baotou) == []
    assert call_of(world.leader)["acknowledged_by"] == "苏和"
    before = trace()
    with pytest.raises(BadTransition, match="苏和"):
        acknowledge_help(actor=world.ordos, call_id=call.pk)
    assert trace() == before


def test_one_acknowledgement_leaves_the_other_calls_ringing(world, call):
    other = raise_help(actor=world.member)
    assert heard(world.ordos) == [str(call.pk), str(other.pk)]
    acknowledge_help(actor=world.ordos, call_id=other.pk)
    assert heard(world.ordos) == [str(call.pk)]


def test_what_was_taken_back_stays_and_must_still_be_acknowledged(world, call):
    with pytest.raises(NotThere):
        cancel_help(actor=world.member, call_id=call.pk)
    cancel_help(actor=world.leader, call_id=call.pk)
    before = trace()
    cancel_help(actor=world.leader, call_id=call.pk)
    assert trace() == before
    assert open_calls(world.ordos)[0].cancelled_at is not None
    with pytest.raises(BadTransition):
        close_help(actor=world.ordos, call_id=call.pk, words="误按")
    acknowledge_help(actor=world.ordos, call_id=call.pk)
    for words in ("  ", "x" * 301, "a\x00b"):
        with pytest.raises(Invalid):
            close_help(actor=world.ordos, call_id=call.pk, words=words)
    closed = close_help(actor=world.ordos, call_id=call.pk, words="误按 已电话核实")
    assert (closed.status, closed.words) == ("closed", "误按 已电话核实")
    assert call_of(world.leader)["state"] == "closed"
    with pytest.raises(BadTransition):
        close_help(actor=world.ordos, call_id=call.pk, words="again")
    # What was said at the end is on the page, not in a journal that nobody can clear.
    assert not Entry.objects.filter(payload__icontains="误按").exists()


def test_silence_climbs_after_thirty_and_sixty_seconds(world, call):
    assert climb_calls() == 0
    aged(call, 31)
    assert climb_calls() == 1
    assert climb_calls() == 0
    # From now on it is on every screen of the four cities, and all commanders are called.
    assert heard(world.hohhot) == heard(world.ulanqab) == [str(call.pk)]
    assert (f"city.{HOHHOT}", "sos.told") in told(call)
    called = set(paged(call))
    assert {world.commander.pk, world.hohhot.pk} <= called
    assert not {world.leader.pk, world.member.pk, world.baotou.pk} & called
    aged(call, 61)
    assert climb_calls() == 1
    assert Page.objects.filter(reference=f"help_call.{call.pk}", channels=["voice", "sms"])
    assert world.baotou.pk in paged(call)
    page = Page.objects.filter(reference=f"help_call.{call.pk}", person=world.commander).first()
    due = page_parcel(page)
    assert why_not(due) != ANSWERED
    acknowledge_help(actor=world.ulanqab, call_id=call.pk)
    assert climb_help(actor=None, call_id=call.pk) == 0
    # What is still in the queue stays in: nobody is woken for what somebody has taken over.
    assert why_not(due) == ANSWERED


def test_the_clocks_of_the_ladder_are_rules(world, call):
    aged(call, 31)
    with transaction.atomic(), authority.acting_as("150000"):
        HelpRung.objects.all().update(enabled=False)
    assert climb_calls() == 0


def test_it_becomes_a_task_or_an_incident_in_one_step(db, world):
    loose = raise_help(actor=world.member, lat=SHIGUAI[0], lon=SHIGUAI[1])
    before = Incident.objects.count(), Task.objects.count()
    with pytest.raises(NotPermitted):
        report_distress(actor=world.observer, call_id=loose.pk)
    assert (Incident.objects.count(), Task.objects.count()) == before
    incident = report_distress(actor=world.baotou, call_id=loose.pk)
    assert incident.region_id.startswith("1502")
    assert incident.point.y == SHIGUAI[0]
    ordered = raise_help(actor=world.leader, task_id=world.order.pk, lat=40.5, lon=109.8)
    task = draft_rescue(actor=world.ordos, call_id=ordered.pk)
    assert (task.incident_id, task.kind) == (world.incident.pk, "rescue_evacuate")
    assert task.basis == f"help_call.{ordered.pk}"
    assert HelpState.objects.get(pk=ordered.pk).status == "raised"


def test_the_fold_of_the_acts_is_the_state(world, call):
    move_help(actor=world.leader, call_id=call.pk, lat=40.7, lon=110.1, fixed_at=now())
    cancel_help(actor=world.leader, call_id=call.pk)
    acknowledge_help(actor=world.ordos, call_id=call.pk)
    close_help(actor=world.ordos, call_id=call.pk, words="平安")
    assert HELP.rebuild() == 0


def page_parcel(page):
    [parcel] = parcels_of([PageState.objects.select_related("page__person").get(pk=page.pk)])
    return parcel
