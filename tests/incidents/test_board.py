"""Who sees which incidents, in which order, and at what cost."""

import pytest

from command.core.errors import NotThere
from incidents.actions import move_incident, record_figure
from incidents.lifecycle import Verb
from incidents.selectors import board, card_of, visible_to
from tests import make
from tests.make import Post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("post", "region", "seen"),
    [
        (Post.OBSERVER, make.DALAD, True),
        (Post.OBSERVER, make.ORDOS, True),
        (Post.OBSERVER, make.REGION, True),
        (Post.COMMANDER, "150622", False),
        (Post.COMMANDER, make.BAOTOU, False),
        (Post.SYSTEM_ADMIN, make.REGION, False),
        (None, make.ORDOS, False),
    ],
)
def test_a_city_sees_its_own(post, region, seen):
    incident = make.incident()
    person = make.person(post, region)
    assert list(visible_to(person)) == ([incident] if seen else [])
    if not seen:
        with pytest.raises(NotThere):
            card_of(incident.pk, person)


def test_the_board_has_the_gravest_first_and_none_that_ended():
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    ungraded = make.incident(by=officer, grade=None)
    general = make.incident(by=officer, grade=4)
    grave = make.incident(by=officer, grade=1)
    voided = make.incident(by=officer, grade=1)
    move_incident(actor=officer, incident_id=voided.pk, verb=Verb.VOID, reason="误报")
    found = [card.id for card in board(officer)]
    assert found == [str(grave.pk), str(general.pk), str(ungraded.pk)]
    assert card_of(voided.pk, officer).status == "voided"


def test_the_board_costs_a_fixed_number_of_queries(django_assert_num_queries):
    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    for _ in range(4):
        incident = make.incident(by=officer)
        record_figure(
            actor=officer,
            incident_id=incident.pk,
            key="moved",
            value=10,
            unit="person",
            source="x",
        )
    with django_assert_num_queries(6):
        assert len(board(officer)) == 4
