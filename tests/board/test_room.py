"""The room of one incident shows what the database holds, to those who may see it."""

import pytest
from django.urls import reverse

from command.board.room import PANELS
from command.board.selectors import Sight, room
from command.core.errors import NotThere
from incidents.actions import record_figure
from tests import make
from tests.make import HOHHOT, Post
from tests.test_permission_table import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("panel", sorted(PANELS))
def test_each_panel_is_drawn_for_an_incident_of_which_nothing_is_known(panel):
    incident = make.incident()

    answer = client_of("observer").get(reverse("incident-panel", args=[incident.pk, panel]))

    assert answer.status_code == 200


def test_the_room_follows_its_own_journal_only():
    incident, other = make.incident(), make.incident()

    text = client_of("observer").get(reverse("incident", args=[incident.pk])).content.decode()

    assert incident.room_id in text
    assert other.room_id not in text


def test_a_stranger_does_not_find_the_room():
    incident = make.incident()
    stranger = Sight(make.person(Post.COMMANDER, HOHHOT))

    with pytest.raises(NotThere):
        room.room_of(stranger, incident.pk)


def test_several_sources_stand_beside_their_sum():
    officer = make.person(Post.DUTY_OFFICER)
    incident = make.incident(by=officer)
    for region, value in (("150621", 2874), ("150207", 620)):
        record_figure(
            actor=officer,
            incident_id=incident.pk,
            key="moved",
            value=value,
            unit="person",
            source=f"Office of {region}",
            region=region,
        )

    (figure,) = room.figures(incident)

    assert figure.value == "3\u2009494"
    assert sorted(figure.others) == ["Office of 150207 620", "Office of 150621 2\u2009874"]


def test_an_incident_without_tasks_responses_forces_or_pictures_has_none():
    incident = make.incident()

    assert room.tasks(incident) == ()
    assert room.responses(incident) == ()
    assert room.forces(incident) == ()
    assert room.pictures(incident) == ()
