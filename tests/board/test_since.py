"""Since you left: what happened meanwhile, for those who were away, as far as they may see."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.board.selectors.since import since_you_left
from command.core import last_seen
from incidents.actions import activate_response, write_note
from tests import make
from tests.make import ORDOS, ULANQAB, Post
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


def move(time_machine, begin, **delta):
    time_machine.move_to(begin + timedelta(**delta), tick=False)


def measure():
    return {
        "jurisdiction": ORDOS,
        "matter": "凌汛",
        "measures": "巡堤",
        "expected_until": now() + timedelta(days=2),
    }


def test_ten_minutes_are_away_and_the_card_stays_until_it_is_put_away(time_machine):
    person = uuid4()
    begin = now()
    time_machine.move_to(begin, tick=False)
    assert last_seen.away_since(person, "cop") is None  # never there is not away
    last_seen.look(person, "cop")
    move(time_machine, begin, minutes=9, seconds=59)
    assert last_seen.away_since(person, "cop") is None
    move(time_machine, begin, minutes=10)
    assert last_seen.away_since(person, "cop") == begin
    last_seen.look(person, "cop")
    assert last_seen.away_since(person, "cop") == begin
    assert last_seen.away_since(person, "joint") is None
    last_seen.put_away(person, "cop")
    assert last_seen.away_since(person, "cop") is None


def test_a_dead_redis_loses_the_card_and_nothing_else(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    person = uuid4()
    last_seen.look(person, "cop")
    last_seen.put_away(person, "cop")
    assert last_seen.away_since(person, "cop") is None


def test_one_card_counts_and_lists_and_every_line_links_to_its_event(time_machine):
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander)
    of = {"actor": commander, "incident_id": incident.pk}
    begin = now()
    for place in (incident.room_id, "cop"):
        last_seen.look(commander.pk, place)
    move(time_machine, begin, minutes=11)
    activate_response(**of, level=3, **measure())
    write_note(**of, category="note", text="no decision")
    tasking.issued(incident, by=commander)
    client = client_of(commander)

    for path in (reverse("incident", args=[incident.pk]), reverse("cop")):
        text = client.get(path).content.decode()
        assert text.count("c-since") > 1, path
        card = since_you_left(commander, incident.room_id, [incident.room_id])
        counts = {part.key: part.count for part in card.parts}
        assert counts == {"decisions": 1, "tasks": 1, "alarms": 0}
        for line in (line for part in card.parts for line in part.lines):
            link = reverse("entry", args=[line.room, line.seq])
            assert f'href="{link}"' in text
            answer = client.get(link, follow=True)
            assert f'id="seq-{line.seq}"' in answer.content.decode()
    assert client.post(reverse("incident-since", args=[incident.pk])).status_code == 204
    assert (
        "c-since"
        not in client.get(reverse("incident-since", args=[incident.pk])).content.decode()
    )


def test_an_entry_of_another_room_stands_alone_and_strangers_do_not_find_it():
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander)
    room = commander.room
    seq = 1
    mine = client_of(commander).get(reverse("entry", args=[room, seq]))
    stranger = client_of(make.person(Post.COMMANDER, ULANQAB))

    assert mine.status_code in {200, 404}  # an inbox may be empty still
    assert stranger.get(reverse("entry", args=[room, seq])).status_code == 404
    assert stranger.get(reverse("entry", args=[incident.room_id, 1])).status_code == 404
    assert (
        client_of(commander).get(reverse("entry", args=[incident.room_id, 99])).status_code
        == 404
    )
