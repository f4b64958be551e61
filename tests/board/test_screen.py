"""The joint command screen counts what the database holds, for one person's eyes."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.board import selectors
from command.board.selectors import Sight
from incidents.actions import (
    grade_incident,
    move_incident,
    propose_response,
    record_figure,
    share_incident,
)
from incidents.lifecycle import Verb
from incidents.models import Incident
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, Post

pytestmark = pytest.mark.django_db


def test_every_incident_in_sight_is_listed_once_and_counted():
    commander = make.person(Post.COMMANDER)
    for grade in (1, 3, 3, None):
        make.incident(grade=grade)

    listed = selectors.incident_list(Sight(commander))

    assert listed.total == Incident.objects.count() == len(listed.rows) == 4
    assert [(level.level, level.count) for level in listed.levels] == [(1, 1), (3, 2), (0, 1)]


def test_a_joint_incident_counts_in_each_of_its_cities_and_once_in_all():
    here, there = make.person(Post.COMMANDER), make.person(Post.COMMANDER, BAOTOU)
    incident = make.incident()
    share_incident(
        actor=here, incident_id=incident.pk, grantees=[BAOTOU], reason="north bank", until=None
    )

    for person in (here, there):
        sight = Sight(person)
        tiles = {tile.code: tile for tile in selectors.cities(sight)}
        assert [level.count for level in tiles[ORDOS].levels] == [1]
        assert tiles[ORDOS].levels[0].joint
        assert [level.count for level in tiles[BAOTOU].levels] == [1]
        assert selectors.incident_list(sight).total == 1


def test_a_city_that_is_not_told_sees_nothing():
    make.incident()
    stranger = make.person(Post.COMMANDER, HOHHOT)

    sight = Sight(stranger)

    assert selectors.incident_list(sight).rows == ()
    assert all(tile.levels == () for tile in selectors.cities(sight))
    assert selectors.peek(sight, str(Incident.objects.get().pk)) is None


def test_the_city_filter_narrows_the_list_but_not_the_tiles():
    everywhere = make.person(Post.COMMANDER, make.REGION)
    make.incident(region=DALAD)
    make.incident(region="150207")

    narrow = Sight(everywhere, BAOTOU)

    assert selectors.incident_list(narrow).total == 1
    assert [sum(level.count for level in t.levels) for t in selectors.cities(narrow)] == [
        0,
        1,
        1,
        0,
    ]


def test_an_ended_incident_leaves_the_list_and_is_named_on_a_quiet_day():
    commander = make.person(Post.COMMANDER)
    incident = make.incident(title="Dike seepage")
    move_incident(
        actor=commander, incident_id=incident.pk, verb=Verb.VOID, reason="false alarm"
    )

    listed = selectors.incident_list(Sight(commander))

    assert listed.rows == ()
    assert listed.last_title == "Dike seepage"


def test_the_gravest_comes_first_and_the_unrated_last():
    commander = make.person(Post.COMMANDER)
    for grade in (None, 4, 1, 2):
        make.incident(grade=grade)

    rows = selectors.incident_list(Sight(commander)).rows

    assert [row.level for row in rows] == [1, 2, 4, 0]
    assert [row.pinned for row in rows] == [True, True, False, False]


def test_the_closer_look_shows_figures_with_their_source():
    officer = make.person(Post.DUTY_OFFICER)
    incident = make.incident(by=officer)
    record_figure(
        actor=officer,
        incident_id=incident.pk,
        key="moved",
        value=1872,
        unit="person",
        source="Dalad duty room",
    )

    card = selectors.peek(Sight(officer), str(incident.pk))

    assert card is not None
    assert (card.facts[0].value, card.facts[0].source) == ("1\u2009872", "Dalad duty room")


@pytest.mark.parametrize("given", [None, "", "x", "01890000-0000-7000-8000-000000000000"])
def test_a_look_at_nothing_is_nothing(given):
    assert selectors.peek(Sight(make.person(Post.COMMANDER)), given) is None


def test_the_tiles_count_teams_on_standby():
    make.team(region=BAOTOU)
    make.team(region="150207")
    make.team(region=HOHHOT)

    tiles = selectors.cities(Sight(make.person(Post.COMMANDER)))

    assert [(tile.available, tile.total) for tile in tiles] == [(1, 1), (2, 2), (0, 0), (0, 0)]


def test_the_matrix_adds_up_to_the_register():
    make.team(region=BAOTOU, kind="FLOOD")
    make.team(region=BAOTOU, kind="WATER")
    make.stock(region=HOHHOT, supply="2990102", on_hand=20)

    rows = {row.kind: row for row in selectors.forces(Sight(make.person(Post.COMMANDER))).rows}

    assert [(cell.available, cell.total) for cell in rows["flood"].cells] == [
        (0, 0), (2, 2), (0, 0), (0, 0),
    ]  # fmt: skip
    assert rows["2990102"].cells[0].total == 20


def test_somebody_without_a_duty_sees_no_forces():
    make.team()

    nobody = Sight(make.person())

    assert selectors.forces(nobody).rows == ()
    assert selectors.units(nobody) == []


def test_the_page_begins_at_the_heads_of_its_rooms():
    commander = make.person(Post.COMMANDER)
    incident = make.incident()
    grade_incident(
        actor=commander, incident_id=incident.pk, grade=2, reason="the dike is soaked"
    )

    rooms = {row["room"]: row["since"] for row in selectors.start(Sight(commander))["rooms"]}

    assert rooms[incident.room_id] == 2


def test_the_feed_leaves_inboxes_out():
    commander = make.person(Post.COMMANDER)
    make.incident()

    lines = selectors.feed(Sight(commander))

    assert {line.room.split(".")[0] for line in lines} == {"incident"}
    assert lines[0].group == "other"


def test_more_incidents_cost_no_more_queries(django_assert_num_queries):
    commander = make.person(Post.COMMANDER)
    for _ in range(2):
        for _ in range(3):
            make.incident()
        with django_assert_num_queries(10):
            selectors.incident_list(Sight(commander))


def test_a_proposal_waits_for_another_commander_of_the_place_and_nobody_else():
    officer = make.person(Post.DUTY_OFFICER)
    commander, neighbour = make.person(Post.COMMANDER), make.person(Post.COMMANDER, BAOTOU)
    incident = make.incident(by=officer)
    propose_response(
        actor=officer,
        incident_id=incident.pk,
        jurisdiction=ORDOS,
        level=2,
        matter="Ice flood",
        measures="Move the villages",
        expected_until=now() + timedelta(hours=12),
    )

    assert [d.kind for d in selectors.decisions(Sight(commander))] == ["response"]
    assert selectors.decisions(Sight(officer)) == ()
    assert selectors.decisions(Sight(neighbour)) == ()


def test_a_request_waits_for_the_lender_with_what_would_be_left():
    lender = make.person(Post.RESOURCE_OFFICER, BAOTOU)
    here = make.person(Post.COMMANDER)
    incident = make.incident()
    share_incident(
        actor=here, incident_id=incident.pk, grantees=[BAOTOU], reason="boats", until=None
    )
    make.stock(region=BAOTOU, on_hand=8)
    make.request(incident, quantity=6, asked=(BAOTOU,))

    (decision,) = selectors.decisions(Sight(lender))

    assert decision.kind == "request"
    assert decision.quantity == 6
    assert [(c.value, c.tone) for c in decision.consequences[1:]] == [
        ("8/8", ""),
        ("2/8", ""),
        ("4 boats · signed by: Deputy commander", "short"),
    ]
