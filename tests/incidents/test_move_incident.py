"""Moving an incident: the door, from every side."""

import pytest

from command.core.errors import BadTransition, Conflict, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from incidents.actions import activate_response, end_response, move_incident
from incidents.lifecycle import Verb
from incidents.models import IncidentChange, IncidentState
from tests import make
from tests.incidents.fresh import fetcher
from tests.make import Post
from tests.support.race import race
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def status(incident):
    return IncidentState.objects.get(pk=incident.pk).status


def move(actor, incident, verb=Verb.HANDLE, reason="冰情发展"):
    return move_incident(actor=actor, incident_id=incident.pk, verb=verb, reason=reason)


@pytest.mark.parametrize(
    ("post", "region"),
    [
        (Post.DUTY_OFFICER, make.DALAD),
        (Post.COMMANDER, make.DALAD),
        (Post.DEPUTY, make.ORDOS),
        (Post.COMMANDER, make.REGION),
    ],
)
def test_those_who_handle_it_move_it_and_the_journal_tells_it(post, region):
    incident = make.incident()
    mover = make.person(post, region)

    with whole_story(incident.room_id, fetcher(incident)) as entries:
        move(mover, incident)

    assert status(incident) == "handling"
    assert [entry["kind"] for entry in entries] == ["incident.moved"]
    payload = entries[0]["payload"]
    assert (payload["before"], payload["after"]) == ("reported", "handling")
    assert entries[0]["actor"]["id"] == str(mover.pk)
    assert entries[0]["says"]["en"] == "Incident now “Being handled” — 冰情发展"


@pytest.mark.parametrize(
    ("post", "region"),
    [
        (Post.OBSERVER, make.DALAD),
        (Post.LIAISON, make.ORDOS),
        (Post.TEAM_LEADER, make.DALAD),
        (Post.RESOURCE_OFFICER, make.ORDOS),
    ],
)
def test_other_posts_may_not_and_nothing_changes(post, region):
    incident = make.incident()
    bystander = make.person(post, region)

    with pytest.raises(NotPermitted, match="may move an incident"):
        move(bystander, incident)

    assert status(incident) == "reported"
    assert not Entry.objects.filter(kind="incident.moved").exists()


def test_what_one_may_not_see_is_not_there():
    incident = make.incident()
    with pytest.raises(NotThere):
        move(make.person(Post.COMMANDER, make.BAOTOU), incident)
    with pytest.raises(NotThere):
        move_incident(actor=None, incident_id=new_id(), verb=Verb.HANDLE, reason="")
    assert status(incident) == "reported"


def test_an_order_that_leads_nowhere_is_refused_with_those_that_do():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)
    with pytest.raises(BadTransition) as refused:
        move(officer, incident, Verb.CLOSE)
    assert refused.value.detail["allowed"] == ["handle", "void"]
    assert not IncidentChange.objects.filter(kind="moved").exists()


def test_it_does_not_end_while_a_response_is_active():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, make.ORDOS)
    activate_response(
        actor=commander,
        incident_id=incident.pk,
        jurisdiction=make.ORDOS,
        level=3,
        matter="凌汛",
        measures="巡堤",
        expected_until=make.later(days=1),
        occurred_at=make.later(),
    )
    with pytest.raises(Conflict) as refused:
        move(commander, incident, Verb.VOID)
    assert refused.value.detail["jurisdictions"] == [make.ORDOS]
    assert status(incident) == "reported"

    end_response(
        actor=commander, incident_id=incident.pk, jurisdiction=make.ORDOS, reason="误报"
    )
    move(commander, incident, Verb.VOID)
    assert status(incident) == "voided"


@pytest.mark.django_db(transaction=True)
def test_of_many_who_move_it_at_once_one_does():
    incident = make.incident()
    officer = make.person(Post.DUTY_OFFICER, make.DALAD)

    outcomes = race(lambda: move(officer, incident), times=4)

    refused = [outcome for outcome in outcomes if isinstance(outcome, BadTransition)]
    assert len(refused) == 3
    assert IncidentChange.objects.filter(incident=incident, kind="moved").count() == 1
