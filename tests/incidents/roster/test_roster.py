"""The duty roster: planned without doubles, shown to four cities, handed over and frozen."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.timezone import now

from command.core import authority
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from incidents.messaging.actions import log_call
from incidents.roster.actions import assign_shift, copy_week, hand_over, start_shift, take_over
from incidents.roster.actions.handover import digest_of
from incidents.roster.models import Handover, Shift, ShiftPlace
from incidents.roster.selectors import handovers, shifts
from tests import make
from tests.incidents.messaging import made
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
HALF = timedelta(hours=12)


@pytest.fixture
def people(db):
    """Return a leader, a chief, two officers, and two more for the next shift."""
    posts = (Post.COMMANDER, Post.LIAISON, Post.DUTY_OFFICER, Post.DUTY_OFFICER)
    more = (Post.DEPUTY, Post.DUTY_OFFICER)
    return [make.person(post, ORDOS) for post in (*posts, *more)]


def planned(people, starts_at, by=None, **given):
    keys = [one and one.pk for one in people]
    return assign_shift(
        actor=by or people[0], region=ORDOS, starts_at=starts_at, ends_at=starts_at + HALF,
        people=keys, **given,
    )  # fmt: skip


def refused(kind, act):
    counted = (Entry, Shift, ShiftPlace, Handover)
    before = [model.objects.count() for model in counted]
    with pytest.raises(kind):
        act()
    assert [model.objects.count() for model in counted] == before


def written(row, field):
    with transaction.atomic(), authority.acting_as(ORDOS):
        row.save(update_fields=[field])


def test_a_shift_is_planned_and_planned_anew(people):
    begins = now() - timedelta(hours=1)
    first = planned([*people[:3], None], begins, phone="0477-1")
    assert shifts.card_of(first.pk).gaps == 1
    again = planned([people[0], people[1], people[3], people[2]], begins)
    card = shifts.card_of(again.pk)
    assert (again.pk, card.gaps) == (first.pk, 0)
    assert [one["name"] for one in card.places] == [people[n].name for n in (0, 1, 3, 2)]
    start_shift(actor=people[2], shift_id=first.pk)
    start_shift(actor=people[2], shift_id=first.pk)
    assert made.kinds("city.150600")[-3:] == [
        "shift.assigned",
        "shift.assigned",
        "shift.started",
    ]
    refused(NotPermitted, lambda: start_shift(actor=people[4], shift_id=first.pk))
    later = planned([people[4], None, people[5], None], now() + timedelta(days=1), by=people[0])
    refused(BadTransition, lambda: start_shift(actor=people[5], shift_id=later.pk))
    # All four cities see who is on duty now, and how to reach them.
    (seen,) = shifts.tonight(make.person(Post.OBSERVER, HOHHOT))
    assert (seen.region, seen.phone) == (ORDOS, "")
    assert shifts.tonight(make.person(Post.SYSTEM_ADMIN, ORDOS)) == []


def test_nobody_is_on_two_shifts_at_once(people):
    begins = now()
    first = planned(people[:4], begins)
    overlapping = begins + timedelta(hours=6)

    def plan(who, at):
        return planned(who, at, by=people[0])

    refused(Conflict, lambda: plan([None, None, people[2], None], overlapping))
    refused(Invalid, lambda: plan([people[0], people[0], None, None], overlapping))
    refused(
        Invalid, lambda: plan([people[2], None, None, None], overlapping)
    )  # commands nothing
    stranger, baotou = make.person(Post.DUTY_OFFICER, BAOTOU), made.commander(BAOTOU)
    refused(Invalid, lambda: plan([None, stranger, None, None], overlapping))
    refused(NotPermitted, lambda: planned(people[:4], overlapping, by=baotou))
    place = first.places.get(slot=3)
    other = planned([None, None, people[5], None], overlapping, by=people[0])
    # The database has the last word.
    row = other.places.get(slot=4)
    row.person = place.person
    with pytest.raises(DatabaseError, match="one_shift_at_a_time"):
        written(row, "person")


def test_a_week_is_copied_and_what_is_planned_stays(people):
    monday = shifts.monday_of(shifts.today())
    begins = datetime.combine(monday, datetime.min.time(), shifts.CHINA) + timedelta(hours=8)
    planned(people[:4], begins - timedelta(days=7))
    planned([people[4], None, people[5], None], begins - timedelta(days=6), by=people[0])
    planned([None, None, None, None], begins, by=people[0])
    assert copy_week(actor=people[0], region=ORDOS, monday=monday) == 1
    assert copy_week(actor=people[0], region=ORDOS, monday=monday) == 0
    assert [card.gaps for card in shifts.week(people[0], monday, ORDOS)] == [4, 2]


def handed(people, **given):
    told = {"region": ORDOS, "taker_id": people[5].pk, **given}
    return hand_over(actor=people[2], **told)


def test_the_watch_is_handed_over_frozen_and_signed(people):
    planned(people[:4], now() - timedelta(hours=1))
    planned([people[4], None, people[5], None], now() + timedelta(hours=11), by=people[0])
    incident = make.incident(title="昭君镇险情")
    order = made.order(incident, people[0], ["duty:duty_officer@150621"], text="全部撤离")
    log_call(actor=people[2], content="群众来电问路", name="王某某")
    handover = handed(people, notes="夜间注意水位")
    text = str(handover.content)
    assert incident.number in text
    assert order.number in text
    assert "群众来电问路" in text
    assert "王某某" not in text
    assert set(handover.content["pages"]) == {"zh-hans", "en"}
    keys = [section["key"] for section in handover.content["pages"]["en"]]
    assert {"incidents", "responses", "orders", "tasks", "requests"} <= set(keys)
    assert digest_of(handover.content) == handover.digest

    refused(Conflict, lambda: take_over(
        actor=people[5], handover_id=handover.pk, digest="0" * 64
    ))  # fmt: skip
    refused(NotPermitted, lambda: take_over(
        actor=people[2], handover_id=handover.pk, digest=handover.digest
    ))  # fmt: skip
    refused(NotThere, lambda: take_over(
        actor=people[0], handover_id=handover.pk, digest=handover.digest
    ))  # fmt: skip
    make.incident(title="之后的事")
    take_over(actor=people[5], handover_id=handover.pk, digest=handover.digest, remarks="收到")
    refused(BadTransition, lambda: take_over(
        actor=people[5], handover_id=handover.pk, digest=handover.digest
    ))  # fmt: skip
    kept = Handover.objects.get(pk=handover.pk)
    assert digest_of(kept.content) == kept.digest
    assert "之后的事" not in str(kept.content)
    kept.notes = "改写"
    with pytest.raises(DatabaseError, match="never"):
        written(kept, "notes")
    (card,) = handovers.latest(people[0], ORDOS)
    assert (card.taker, card.remarks) == (people[5].name, "收到")
    assert handovers.latest(made.commander(BAOTOU)) == []


def test_off_the_roster_only_with_a_reason(people):
    refused(Conflict, lambda: handed(people))  # the giver is on no shift
    planned(people[:4], now() - timedelta(hours=1))
    refused(Conflict, lambda: handed(people))  # the taker is on none that comes
    refused(Invalid, lambda: handed(people, taker_id=people[2].pk, override_reason="替班"))
    refused(Invalid, lambda: handed(people, region=BAOTOU))
    stranger = make.person(Post.DUTY_OFFICER, BAOTOU)
    refused(NotThere, lambda: handed(people, taker_id=stranger.pk))
    handover = handed(people, override_reason="值班员临时替班")
    assert handover.override_reason == "值班员临时替班"
    told = Entry.objects.filter(room="city.150600", kind="handover.given").get()
    assert told.payload["reason"] == "值班员临时替班"


def test_the_pages_of_the_roster(people):
    begins = now() - timedelta(hours=1)
    desk = client_of(people[0])
    local = begins.astimezone(shifts.CHINA)
    form = {
        "starts_at": local.isoformat(), "phone": "0477-1", "ends_at": "",
        "people": [str(one.pk) for one in people[:4]],
    }  # fmt: skip
    assert desk.post(reverse("roster-shift"), form).status_code == 303
    double = {**form, "starts_at": (local + timedelta(hours=2)).isoformat()}
    refused_form = desk.post(reverse("roster-shift"), double)
    assert refused_form.status_code == 409
    assert people[0].name in refused_form.content.decode()
    page = desk.get(reverse("roster")).content.decode()
    assert people[2].name in page
    assert "0477-1" in page
    neighbour = client_of(make.person(Post.OBSERVER, HOHHOT)).get(reverse("roster"))
    assert people[2].name in neighbour.content.decode()
    assert desk.get(reverse("roster"), {"day": "x"}).status_code == 400
    assert desk.get(reverse("roster"), {"region": "150621"}).status_code == 404
    shift = Shift.objects.get()
    assert (
        client_of(people[2]).post(reverse("roster-start", args=[shift.pk])).status_code == 303
    )
    giver = client_of(people[2])
    told = {"taker": str(people[5].pk), "notes": "注意"}
    assert giver.post(reverse("handover-new"), told).status_code == 409
    answer = giver.post(reverse("handover-new"), {**told, "override_reason": "替班"})
    assert answer.status_code == 303
    taker = client_of(people[5])
    assert "Read and sign" in taker.get(reverse("roster")).content.decode()
    handover = Handover.objects.get()
    assert taker.get(answer.url).status_code == 200
    signed = taker.post(
        reverse("handover-take", args=[handover.pk]), {"digest": handover.digest}
    )
    assert signed.status_code == 303
    paper = taker.get(reverse("handover-paper", args=[handover.pk, "pdf"]))
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    stranger = client_of(made.commander(BAOTOU))
    assert stranger.get(answer.url).status_code == 404


def test_the_interface_of_the_roster(people):
    desk = client_of(people[0])

    def post(client, name, body, *args):
        path = reverse(name, args=args)
        return client.post(path, body, content_type="application/json")

    body = {
        "region": ORDOS,
        "starts_at": (now() - timedelta(hours=1)).isoformat(),
        "ends_at": (now() + timedelta(hours=11)).isoformat(),
        "people": [str(one.pk) for one in people[:4]],
    }
    made_one = post(desk, "api-shifts", body)
    assert made_one.status_code == 201
    assert post(desk, "api-shifts", {**body, "people": [None]}).status_code == 400
    on = client_of(people[2])
    assert post(on, "api-shift-start", {}, made_one.json()["id"]).status_code == 200
    assert len(desk.get(reverse("api-shifts-now")).json()) == 1
    assert len(desk.get(reverse("api-shifts"), {"region": ORDOS}).json()) >= 0
    given = post(on, "api-handovers", {
        "region": ORDOS, "taker_id": str(people[5].pk), "override_reason": "替班",
    })  # fmt: skip
    assert given.status_code == 201
    key, digest = given.json()["id"], given.json()["digest"]
    page = desk.get(reverse("api-handover", args=[key])).json()
    assert page["handover"]["taken_at"] is None
    taken = post(client_of(people[5]), "api-handover-take", {"digest": digest}, key)
    assert taken.json()["taken_at"]
    assert len(desk.get(reverse("api-handovers")).json()) == 1
