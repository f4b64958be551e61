"""Who sees which drawing: on the page, in the feed, in the history."""

import pytest
from django.utils.timezone import now

from command.core import authority, journal, regions
from command.core.ids import new_id
from command.core.models import Entry, Exercise, Room
from command.core.policies import rooms_visible_to
from command.core.rooms import exercise_room
from incidents.actions import share_incident
from incidents.plotting import selectors
from incidents.plotting.actions import change_feature
from incidents.plotting.models import FeatureState
from tests import make
from tests.incidents.plotting.made import feature
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
SECRET = "只有鄂尔多斯知道"


@pytest.fixture
def officer(db):
    return make.person(Post.DUTY_OFFICER, ORDOS)


@pytest.fixture
def incident(officer):
    commander = make.person(Post.COMMANDER, ORDOS)
    made = make.incident(by=commander)
    share_incident(
        actor=commander, incident_id=made.pk, grantees=[BAOTOU], reason="协同", until=None
    )
    return made


def sees(person, state):
    return selectors.visible_to(person).filter(pk=state.pk).exists()


def told_to(person):
    """Return all that the feed ever told somebody, as text."""
    entries = Entry.objects.filter(room__in=rooms_visible_to(person))
    return " ".join(str((e.payload, e.changed)) for e in entries)


def test_each_visibility_is_seen_by_those_it_is_for(officer, incident):
    here = {v: feature(incident, officer, visibility=v) for v in ("room", "city", "all")}
    people = {
        "own city": (make.person(Post.OBSERVER, ORDOS), {"room", "city", "all"}),
        "region": (make.person(Post.OBSERVER, REGION), {"room", "city", "all"}),
        "banner": (make.person(Post.OBSERVER, DALAD), {"room", "all"}),
        "shared city": (make.person(Post.COMMANDER, BAOTOU), {"room", "all"}),
        "other city": (make.person(Post.COMMANDER, ULANQAB), {"all"}),
        "administrator": (make.person(Post.SYSTEM_ADMIN, ORDOS), set()),
        "nobody": (make.person(region=ORDOS), set()),
    }
    for who, (person, expected) in people.items():
        assert {v for v, state in here.items() if sees(person, state)} == expected, who
        status = {v: client_of(person).get(f"/api/features/{s.pk}/").status_code
                  for v, s in here.items()}  # fmt: skip
        assert {v for v, code in status.items() if code == 200} == expected, who
    stranger = people["other city"][0]
    (shown,) = client_of(stranger).get("/api/features/").json()["features"]
    assert (shown["properties"]["incident"], shown["properties"]["room"]) == ("", "")


def test_the_feed_tells_a_shared_city_nothing_of_what_is_for_one_city(officer, incident):
    commander = make.person(Post.COMMANDER, BAOTOU)
    state = feature(incident, officer, visibility="city", label=SECRET)
    (entry,) = Entry.objects.filter(kind="feature.drawn")
    assert entry.room_id == f"city.{ORDOS}"
    assert SECRET not in told_to(commander)
    assert str(state.pk) not in told_to(commander)
    assert SECRET in told_to(officer)

    # Shown, and then kept to oneself again: it is gone from the room, and what is new untold.
    change_feature(
        actor=officer,
        feature_id=state.pk,
        base=1,
        given={"visibility": "room", "label": "前指"},
    )
    assert sees(commander, state)
    change_feature(
        actor=officer,
        feature_id=state.pk,
        base=2,
        given={"visibility": "city", "label": SECRET},
    )
    assert not sees(commander, state)
    last = Entry.objects.filter(room=incident.room_id).order_by("-seq").first()
    assert (last.kind, last.changed) == ("feature.withdrawn", {f"feature.{state.pk}": None})
    assert SECRET not in told_to(commander)

    # Nor does the history, once it is shown again.
    change_feature(
        actor=officer,
        feature_id=state.pk,
        base=3,
        given={"visibility": "room", "label": "前指"},
    )
    history = client_of(commander).get(f"/api/features/{state.pk}/versions/")
    assert SECRET not in history.content.decode()
    assert [version["version"] for version in history.json()] == [4, 2]
    assert len(selectors.versions_of(state.pk, officer)) == 4
    answer = client_of(commander).post(
        f"/api/features/{state.pk}/restore/", {"version": 3, "base": 4}, "application/json"
    )
    assert answer.status_code == 404
    answer = client_of(commander).patch(
        f"/api/features/{state.pk}/", {"base": 4, "properties": {"visibility": "city"}},
        "application/json",
    )  # fmt: skip
    assert answer.status_code == 400


def test_what_is_for_all_is_told_in_the_joint_room_without_its_incident(officer, incident):
    stranger = make.person(Post.COMMANDER, ULANQAB)
    state = feature(incident, officer, visibility="all", label="撤离路线")
    assert "撤离路线" in told_to(stranger)
    assert str(incident.pk) not in told_to(stranger)
    change_feature(actor=officer, feature_id=state.pk, base=1, given={"visibility": "room"})
    last = Entry.objects.filter(room="joint").order_by("-seq").first()
    assert (last.kind, last.changed) == ("feature.withdrawn", {f"feature.{state.pk}": None})


def test_in_an_exercise_nothing_stands_in_a_real_room_and_the_bare_fact_in_its_own(officer):
    from django.db import transaction

    key = new_id()
    with transaction.atomic(), authority.acting_as(regions.REGION):
        played = Exercise(
            id=key, origin=regions.REGION, scenario="S1", speed=60, started_at=now(),
            room=exercise_room(key),
        )  # fmt: skip
        played.save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(played.room, Room.Kind.EXERCISE, regions.REGION)
    with authority.in_exercise(key):
        incident = make.incident(by=officer)
    before = Entry.objects.filter(room__exercise__isnull=True).count()
    for visibility in ("city", "all"):
        feature(incident, officer, visibility=visibility, label=SECRET + visibility)
    assert Entry.objects.filter(room__exercise__isnull=True).count() == before
    assert set(FeatureState.objects.values_list("feature__exercise", flat=True)) == {key}
    told = told_to(make.person(Post.OBSERVER, HOHHOT))
    assert SECRET + "city" not in told
    assert SECRET + "all" in told
