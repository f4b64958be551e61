"""Responses: each jurisdiction its own level, with the four things it must say."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from incidents.actions import (
    activate_response,
    end_response,
    move_incident,
    propose_response,
    share_incident,
)
from incidents.lifecycle import Verb
from incidents.models import ResponseChange
from tests import make
from tests.incidents.fresh import fetcher
from tests.incidents.responding import given, levels
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def test_the_commander_activates_and_the_journal_tells_it():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        activate_response(actor=commander, **given(incident))

    assert levels(incident) == {make.ORDOS: 3}
    assert [e["kind"] for e in entries] == ["response.activated"]
    assert entries[0]["says"]["en"] == "Ordos activates level Ⅲ response: 黄河凌汛"
    assert entries[0]["occurred_at"] == make.later(minutes=40).isoformat()


def test_adjusting_tells_the_level_that_was_left():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    activate_response(actor=commander, **given(incident, level=4))
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        activate_response(actor=commander, **given(incident, level=3))
    assert levels(incident) == {make.ORDOS: 3}
    assert entries[0]["kind"] == "response.adjusted"
    assert "from level Ⅳ to level Ⅲ" in entries[0]["says"]["en"]


def test_each_jurisdiction_has_its_own_level_and_ending_one_leaves_the_others():
    incident = make.incident()
    ordos = make.person(Post.COMMANDER, make.ORDOS)
    dalad = make.person(Post.COMMANDER, make.DALAD)
    activate_response(actor=ordos, **given(incident))
    activate_response(actor=dalad, **given(incident, make.DALAD))
    with whole_story(incident.room_id, fetcher(incident)) as entries:
        end_response(
            actor=dalad, incident_id=incident.pk, jurisdiction=make.DALAD, reason="险情解除"
        )
    assert entries[0]["kind"] == "response.ended"
    assert entries[0]["says"]["en"] == "Dalad Banner ends its level Ⅲ response — 险情解除"
    assert levels(incident) == {make.ORDOS: 3}
    assert FOLDS["incidents.Response"].rebuild() == 0


def test_a_neighbour_that_the_incident_is_shared_with_activates_its_own():
    incident = make.incident()
    baotou = make.person(Post.COMMANDER, make.BAOTOU)
    with pytest.raises(NotThere):
        activate_response(actor=baotou, **given(incident, make.BAOTOU))
    share_incident(
        actor=make.person(Post.COMMANDER, make.ORDOS),
        incident_id=incident.pk,
        grantees=[make.BAOTOU],
        reason="北岸",
        until=None,
    )
    activate_response(actor=baotou, **given(incident, make.BAOTOU))
    with pytest.raises(NotPermitted):
        activate_response(actor=baotou, **given(incident, make.ORDOS))
    assert levels(incident) == {make.BAOTOU: 3}


@pytest.mark.parametrize("level", [1, 2])
def test_grave_levels_need_a_proposal_even_for_the_system(level):
    incident = make.incident()
    for actor in (make.person(Post.COMMANDER, make.ORDOS), None):
        with pytest.raises(NotPermitted, match="proposal") as refused:
            activate_response(actor=actor, **given(incident, level=level))
        assert refused.value.detail["needs"] == "proposal"
    assert levels(incident) == {}


@pytest.mark.parametrize("post", [Post.DUTY_OFFICER, Post.PLANNER, Post.OBSERVER])
def test_who_does_not_command_activates_and_ends_nothing(post):
    incident = make.incident()
    activate_response(actor=make.person(Post.DEPUTY, make.ORDOS), **given(incident))
    bystander = make.person(post, make.ORDOS)
    with pytest.raises(NotPermitted):
        activate_response(actor=bystander, **given(incident, level=4))
    with pytest.raises(NotPermitted):
        end_response(
            actor=bystander, incident_id=incident.pk, jurisdiction=make.ORDOS, reason="x"
        )
    assert levels(incident) == {make.ORDOS: 3}
    assert ResponseChange.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("matter", " "),
        ("measures", ""),
        ("expected_until", make.later(minutes=40)),
        ("level", 5),
        ("jurisdiction", "159999"),
    ],
)
def test_a_response_that_lacks_one_of_the_four_is_refused(field, value):
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.REGION)
    with pytest.raises(Invalid) as refused:
        activate_response(actor=commander, **given(incident, **{field: value}))
    if field in {"matter", "measures", "expected_until"}:
        assert refused.value.detail["field"] == field
    assert not ResponseChange.objects.exists()


def test_what_is_not_active_is_not_ended():
    incident = make.incident()
    with pytest.raises(Conflict):
        end_response(
            actor=make.person(Post.COMMANDER, make.ORDOS),
            incident_id=incident.pk,
            jurisdiction=make.ORDOS,
            reason="x",
        )


def test_an_ended_incident_takes_no_response():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    move_incident(actor=commander, incident_id=incident.pk, verb=Verb.VOID, reason="误报")
    with pytest.raises(BadTransition):
        activate_response(actor=commander, **given(incident))
    with pytest.raises(BadTransition):
        propose_response(actor=commander, **given(incident))
    assert not ResponseChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_jurisdictions_at_once_each_get_their_level():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.REGION)
    places = [make.ORDOS, make.DALAD, make.BAOTOU, make.HOHHOT]

    outcomes = race(
        lambda: activate_response(actor=commander, **given(incident, places.pop())), times=4
    )

    assert len([o for o in outcomes if not isinstance(o, Exception)]) == 4
    assert levels(incident) == dict.fromkeys(
        [make.HOHHOT, make.BAOTOU, make.ORDOS, make.DALAD], 3
    )
    steps = ResponseChange.objects.order_by("step").values_list("step", flat=True)
    assert list(steps) == [1, 2, 3, 4]
