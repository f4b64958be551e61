"""The journal: gapless, in commit order, and whole."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError, connection, transaction

from command.core import authority, journal, reactions, realtime
from command.core.events import CATALOGUE, Event, sentence, sentences
from command.core.models import Duty, Entry, Head, Room
from tests import make
from tests.make import DALAD, ORDOS
from tests.support.race import race

ROOM = "incident.test"


@dataclass(frozen=True, kw_only=True)
class Probed(Event):
    """A fact of the tests only."""

    kind: ClassVar[str] = "thing.probed"
    says: ClassVar[str] = "{actor} probed {what}."
    what: str


# Not in the catalogue that the house rules compare with the documents.
del CATALOGUE[Probed.kind]


def open_room(key=ROOM):
    with transaction.atomic(), authority.acting_as(ORDOS):
        return journal.open_room(key, Room.Kind.INCIDENT, DALAD)


def tell(what="it", room=ROOM, actor=None, **given):
    with transaction.atomic(), authority.acting_as(ORDOS):
        return journal.append(
            Probed(what=what), room=room, actor=actor, changed=given.pop("changed", {}), **given
        )


def tell_and_fail(what):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        tell(what)
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_twenty_four_writers_leave_no_gap_and_no_break():
    open_room()
    race(lambda: [tell(str(n)) for n in range(5)], times=24)
    seqs = list(Entry.objects.filter(room=ROOM).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, 121))
    assert journal.first_break(ROOM) is None


@pytest.mark.django_db(transaction=True)
def test_a_reader_with_a_cursor_misses_nothing_while_twenty_four_write():
    open_room()
    seen, cursor = [], 0

    def read_on():
        nonlocal cursor
        for message in journal.since(ROOM, cursor):
            seen.append(message["seq"])
            cursor = message["seq"]

    def act():
        tell()
        read = journal.since(ROOM, 0)
        # Whatever is visible to anybody is a beginning of the story without holes.
        assert [m["seq"] for m in read] == list(range(1, len(read) + 1))

    race(act, times=24)
    read_on()
    assert seen == list(range(1, 25))


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_is_rolled_back_takes_no_number():
    open_room()
    tell("first")
    tell_and_fail("never")
    tell("second")
    assert [m["payload"]["what"] for m in journal.since(ROOM, 0)] == ["first", "second"]
    assert [m["seq"] for m in journal.since(ROOM, 0)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_after_commit_and_never_for_what_was_rolled_back(monkeypatch):
    open_room()
    rung: list[dict[str, Any]] = []
    monkeypatch.setattr(realtime, "publish", rung.append)
    with transaction.atomic(), authority.acting_as(ORDOS):
        journal.append(Probed(what="a"), room=ROOM, actor=None, changed={})
        assert rung == []
    assert [m["seq"] for m in rung] == [1]
    tell_and_fail("b")
    assert len(rung) == 1


@pytest.mark.django_db(transaction=True)
def test_a_broken_bell_harms_no_fact(monkeypatch):
    open_room()

    def broken(message):
        raise ConnectionError("redis is away")

    monkeypatch.setattr(realtime, "publish", broken)
    tell()
    assert journal.heads([ROOM]) == {ROOM: 1}


@pytest.mark.django_db(transaction=True)
def test_rooms_held_in_key_order_do_not_lock_each_other_out():
    for key in ("incident.a", "incident.b"):
        open_room(key)

    def both(first, second):
        with transaction.atomic(), authority.acting_as(ORDOS):
            journal.hold(first, second)
            for key in (first, second):
                journal.append(Probed(what="x"), room=key, actor=None, changed={})

    orders = [("incident.a", "incident.b"), ("incident.b", "incident.a")] * 8
    race(lambda: both(*orders.pop()), times=16)
    assert journal.heads(["incident.a", "incident.b"]) == {"incident.a": 16, "incident.b": 16}


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    open_room()
    with pytest.raises(RuntimeError, match="inside a write door"):
        journal.append(Probed(what="x"), room=ROOM, actor=None, changed={})


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_entry DISABLE TRIGGER jc_append_only")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE core_entry ENABLE TRIGGER jc_append_only")


ALTERATIONS = {
    "payload": '\'{"what": "else"}\'',
    "changed": "'{\"incident.1\": null}'",
    "kind": "'thing.invented'",
    "authority": "'150200'",
    "occurred_at": "occurred_at - interval '1 second'",
    "recorded_at": "recorded_at + interval '1 millisecond'",
    "hash": "'\\x00'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("column", ALTERATIONS)
def test_the_chain_shows_an_altered_entry(column):
    open_room()
    for number in range(5):
        tell(str(number), changed={"incident.1": {"grade": number}})
    assert journal.first_break(ROOM) is None
    tamper(f"UPDATE core_entry SET {column} = {ALTERATIONS[column]} WHERE seq = 3")
    assert journal.first_break(ROOM) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("seq", "broken_at"), [(1, 1), (3, 3), (5, 5)])
def test_the_chain_shows_a_missing_entry_even_the_last(seq, broken_at):
    open_room()
    for number in range(5):
        tell(str(number))
    tamper("DELETE FROM core_entry WHERE room_id = %s AND seq = %s", ROOM, seq)
    assert journal.first_break(ROOM) == broken_at


@pytest.mark.django_db
def test_the_chain_shows_an_entry_put_in():
    open_room()
    for number in range(3):
        tell(str(number))
    tamper(
        "INSERT INTO core_entry (id, room_id, origin, seq, kind, authority, occurred_at,"
        " recorded_at, payload, changed, hash) SELECT gen_random_uuid(), room_id, origin, 4,"
        " kind, authority, occurred_at, recorded_at, payload, changed, hash"
        " FROM core_entry WHERE room_id = %s AND seq = 3",
        ROOM,
    )
    assert journal.first_break(ROOM) == 4


@pytest.mark.django_db
def test_odd_values_come_back_as_they_were_hashed():
    open_room()
    view = {"zh": "卡冰结坝", "emoji": "🧊", "float": 40.503, "big": 2**53, "none": None}
    tell("“quoted” \\ \n", changed={"incident.1": view})
    (message,) = journal.since(ROOM, 0)
    assert message["changed"] == {"incident.1": view}
    assert journal.first_break(ROOM) is None


@pytest.mark.django_db
def test_a_message_says_the_fact_in_both_languages_and_both_times():
    open_room()
    actor = make.person(Duty.Post.COMMANDER, ORDOS, name="李晖")
    happened = datetime(2027, 3, 18, 21, 40, tzinfo=UTC)
    entry = tell("the dike", actor=actor, occurred_at=happened)
    (message,) = journal.since(ROOM, 0)
    assert message["actor"] == {"id": str(actor.pk), "name": "李晖"}
    assert message["occurred_at"] == "2027-03-18T21:40:00+00:00"
    assert message["recorded_at"] == entry.recorded_at.isoformat()
    # A kind that the catalogue lacks is said by its bare name.
    assert message["says"] == {"zh-hans": "thing.probed", "en": "thing.probed"}


def test_a_sentence_forgives_fields_that_an_older_entry_lacks(monkeypatch):
    monkeypatch.setitem(CATALOGUE, Probed.kind, Probed)
    assert sentence(Probed.kind, {}, "李晖") == "李晖 probed ."
    assert sentences(Probed.kind, {"what": "x"}, "")["en"] == " probed x."


@pytest.mark.django_db
def test_reading_asks_once_and_in_pages(django_assert_num_queries):
    open_room()
    for number in range(7):
        tell(str(number))
    with django_assert_num_queries(1):
        assert [m["seq"] for m in journal.since(ROOM, 2, limit=3)] == [3, 4, 5]
    with django_assert_num_queries(1):
        assert [m["seq"] for m in journal.latest([ROOM, "joint"], limit=2)] == [7, 6]


@pytest.mark.django_db
def test_a_reaction_runs_in_the_transaction_of_its_fact(monkeypatch):
    monkeypatch.setattr(reactions, "TABLE", {})
    open_room()

    def fails(entry):
        raise ZeroDivisionError

    reactions.enter(Probed.kind, fails)
    reactions.enter(Probed.kind, fails)
    assert {Probed.kind: [fails]} == reactions.TABLE
    with pytest.raises(ZeroDivisionError):
        tell()
    assert not Entry.objects.filter(room=ROOM).exists()
    assert Head.objects.get(room=ROOM).last_seq == 0


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["incident 7", "incident/7", "事件", ""])
def test_a_room_key_is_fit_for_a_channel(key):
    with pytest.raises(IntegrityError, match="core_room_key_is_ascii"):
        open_room(key)
