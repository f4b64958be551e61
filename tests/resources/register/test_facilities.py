"""Facilities: what is kept of them, what is counted in them, and who may do which."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core import authority
from command.core.actions import load_rules
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from command.core.times import iso
from resources.register.actions import (
    change_facility,
    close_facility,
    count_beds,
    count_shelter,
    register_facility,
)
from resources.register.models import BedCount, Facility, ShelterCount
from resources.register.selectors import FacilityCard
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.resources.register import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db):
    return make.person(Post.RESOURCE_OFFICER, ORDOS)


def test_a_facility_is_entered_and_no_entry_of_the_journal_holds_whom_to_call(keeper):
    shelter = register_facility(
        actor=keeper,
        kind="shelter",
        name=" 体育馆避难场所 ",
        region=ORDOS,
        point=(39.6, 109.78),
        details=made.SHELTER,
        contact="张三",
        phone="13800000000",
        **made.KNOWN,
    )
    assert (shelter.name, shelter.initials, shelter.origin) == (
        "体育馆避难场所",
        "tygbncs",
        ORDOS,
    )
    assert shelter.details["heat"] is True
    assert shelter.details["capacity"] == 100
    entry = Entry.objects.get(kind="facility.registered")
    assert entry.room_id == f"city.{ORDOS}"
    assert entry.changed[f"facility.{shelter.pk}"]["precision_m"] == 2000
    change_facility(actor=keeper, facility_id=shelter.pk, changes={"phone": "13900000000"})
    told = str(list(Entry.objects.values_list("payload", "changed")))
    assert not any(secret in told for secret in ("张三", "13800000000", "13900000000"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "castle"}, "kind"),
        ({"name": " "}, "name"),
        ({"point": (91.0, 0.0)}, "point"),
        ({"coord_precision_m": 0}, "coord_precision_m"),
        ({"source_note": ""}, "source_note"),
        ({"details": {}}, "grade"),
        ({"details": {**made.SHELTER, "capacity": "-1"}}, "capacity"),
        ({"details": {**made.SHELTER, "grade": "world"}}, "grade"),
        ({"details": {**made.SHELTER, "heat": "perhaps"}}, "heat"),
        ({"details": {**made.SHELTER, "r_value": 3}}, "r_value"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_field(keeper, wrong, field):
    given = {"kind": "shelter", "name": "甲", "point": (39.6, 109.78), "details": made.SHELTER}
    with pytest.raises(Invalid) as refusal:
        register_facility(actor=keeper, region=ORDOS, **{**given, **made.KNOWN, **wrong})
    assert refusal.value.detail["field"] == field
    assert not Facility.objects.exists()


def test_a_register_is_kept_by_its_own_city_and_there_by_who_has_the_post(keeper):
    shelter = made.facility()
    stranger = make.person(Post.COMMANDER, BAOTOU)
    watcher = make.person(Post.OBSERVER, ORDOS)
    with pytest.raises(Conflict):
        made.facility()  # the same name again
    for person in (stranger, watcher):
        with pytest.raises(NotPermitted):
            change_facility(actor=person, facility_id=shelter.pk, changes={"note": "x"})
        with pytest.raises(NotPermitted):
            count_shelter(actor=person, facility_id=shelter.pk, occupied=1)
    with pytest.raises(NotThere):
        close_facility(actor=keeper, facility_id=new_id(), reason="x")
    with pytest.raises(Invalid):
        change_facility(actor=keeper, facility_id=shelter.pk, changes={"kind": "depot"})
    assert Entry.objects.filter(kind__startswith="facility").count() == 1


def test_who_changes_what_somebody_else_changed_is_told_to_look_again(keeper):
    shelter = made.facility()
    seen = iso(shelter.updated_at)
    change_facility(actor=keeper, facility_id=shelter.pk, changes={"note": "一"}, seen_at=seen)
    with pytest.raises(Conflict):
        change_facility(
            actor=keeper, facility_id=shelter.pk, changes={"note": "二"}, seen_at=seen
        )
    with pytest.raises(Invalid):
        change_facility(actor=keeper, facility_id=shelter.pk, changes={"note": "一"})
    close_facility(actor=keeper, facility_id=shelter.pk, reason="拆除")
    for late in (
        lambda: count_shelter(actor=keeper, facility_id=shelter.pk, occupied=1),
        lambda: close_facility(actor=keeper, facility_id=shelter.pk, reason="再拆"),
    ):
        with pytest.raises(Conflict):
            late()
    assert Facility.objects.get().note == "一"


def test_the_level_of_a_major_hazard_follows_from_r_by_the_rules(keeper):
    load_rules(actor=None)
    for r, level in ((100, 1), (99.9, 2), (10, 3), (9.99, 4)):
        row = made.facility(
            "hazard_source", name=f"R{r}", details={"hazard": "chemical", "r_value": r}
        )
        assert row.level == level
    assert made.facility("hazard_source", details={"hazard": "coal"}).level is None


def test_people_above_the_places_are_taken_only_when_confirmed(keeper):
    shelter = made.facility(region=DALAD)
    banner = make.person(Post.DUTY_OFFICER, DALAD)
    count_shelter(actor=banner, facility_id=shelter.pk, occupied=60)
    with pytest.raises(Invalid) as refusal:
        count_shelter(actor=keeper, facility_id=shelter.pk, occupied=101)
    assert refusal.value.detail == {"field": "is_confirmed", "over": 1}
    assert FacilityCard.of(Facility.objects.get()).occupied == 60

    over = count_shelter(actor=keeper, facility_id=shelter.pk, occupied=101, is_confirmed=True)
    assert (over.is_confirmed, over.counted_by) == (True, keeper)
    # A count that comes late is kept, and what is shown stays.
    count_shelter(
        actor=keeper, facility_id=shelter.pk, occupied=3, counted_at=now() - timedelta(hours=1)
    )
    with pytest.raises(Invalid):
        count_shelter(
            actor=keeper,
            facility_id=shelter.pk,
            occupied=3,
            counted_at=now() + timedelta(hours=1),
        )
    assert Facility.objects.get().occupied == 101
    assert ShelterCount.objects.count() == 3
    newest = ShelterCount.objects.order_by("-counted_at")[0]
    assert newest.occupied == Facility.objects.get().occupied


def test_beds_are_counted_kind_by_kind_and_never_more_taken_than_staffed(keeper):
    hospital = made.facility("hospital", name="市中心医院")
    count_beds(
        actor=keeper, facility_id=hospital.pk, beds={"general": (100, 90), "icu": (10, 10)}
    )
    count_beds(actor=keeper, facility_id=hospital.pk, beds={"icu": (12, 10)})
    card = FacilityCard.of(Facility.objects.get())
    assert card.beds == {
        "general": {"staffed": 100, "occupied": 90},
        "icu": {"staffed": 12, "occupied": 10},
    }
    assert card.beds_free == 12
    for beds, field in (
        ({"icu": (3, 4)}, "icu"),
        ({"sofa": (3, 3)}, "sofa"),
        ({"icu": (-1, -1)}, "icu"),
        ({}, "general"),
    ):
        with pytest.raises(Invalid) as refusal:
            count_beds(actor=keeper, facility_id=hospital.pk, beds=beds)
        assert refusal.value.detail["field"] == field
    with pytest.raises(Conflict):
        count_shelter(actor=keeper, facility_id=hospital.pk, occupied=1)
    assert BedCount.objects.count() == 3
    said = Entry.objects.filter(kind="beds.counted").latest("seq").payload
    assert (said["staffed"], said["free"]) == (12, 2)


def test_an_exercise_counts_nothing_real(keeper):
    shelter = made.facility()
    with authority.in_exercise(new_id()), pytest.raises(Conflict):
        count_shelter(actor=keeper, facility_id=shelter.pk, occupied=1)
    assert not ShelterCount.objects.exists()
