"""Drawing, changing, removing, restoring; and that nothing anybody drew is lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from incidents.actions import move_incident
from incidents.plotting import selectors
from incidents.plotting.actions import (
    change_feature,
    draw_features,
    remove_feature,
    restore_feature,
)
from incidents.plotting.inside import Zone, find
from incidents.plotting.models import Feature, FeatureState, FeatureVersion
from incidents.plotting.shapes import shape_of
from tests import make
from tests.incidents.plotting.made import AREA, LINE, POINT, feature
from tests.make import BAOTOU, DALAD, ORDOS, Post
from tests.support.race import race

pytestmark = pytest.mark.django_db
BOW_TIE = [[109, 40], [110, 41], [110, 40], [109, 41], [109, 40]]
SQUARE = [[109.0, 40.0], [110.0, 40.0], [110.0, 41.0], [109.0, 40.0]]


@pytest.fixture
def officer(db):
    return make.person(Post.DUTY_OFFICER, ORDOS, name="李慧")


@pytest.fixture
def incident(officer):
    return make.incident(by=officer)


def counted():
    return Entry.objects.count(), Feature.objects.count(), FeatureVersion.objects.count()


def change(state, by, base=None, **given):
    return change_feature(actor=by, feature_id=state.pk, base=base or state.step, given=given)


def test_a_drawing_is_a_header_and_whole_versions_and_the_journal_shows_it(officer, incident):
    state = feature(incident, officer, buffer_m=3000, expires_at=now() + timedelta(hours=6))
    changed = change(state, officer, label="前方指挥部", geometry=LINE, category="E30100")

    assert (changed.step, changed.label, changed.shape.geom_type) == (
        2,
        "前方指挥部",
        "LineString",
    )
    assert changed.buffer_m == 3000
    first, second = FeatureVersion.objects.filter(feature=state.pk).order_by("step")
    assert (first.kind, first.data["geometry"]) == ("drawn", POINT)
    assert sorted(second.data["changed"]) == ["category", "geometry", "label"]
    entry = Entry.objects.filter(kind="feature.changed").get()
    view = entry.changed[f"feature.{state.pk}"]
    assert entry.room_id == incident.room_id
    assert (view["version"], view["geometry"], view["by"]) == (2, LINE, "李慧")
    assert set(view) >= {"id", "origin", "exercise", "at"}

    # Longitude first, in and out.
    assert view["geometry"]["coordinates"][0] == [109.79, 40.50]
    assert FeatureState.objects.get().shape[0] == (109.79, 40.5)
    call_command("rebuild_state", verbosity=0)
    assert FeatureState.objects.get().step == 2


def test_removing_is_a_version_and_everything_can_be_restored(officer, incident):
    state = change(feature(incident, officer), officer, label="二号")
    remove_feature(actor=officer, feature_id=state.pk)

    assert selectors.features_of(incident, officer) == []
    assert [card.label for card in selectors.removed_from(incident, officer)] == ["二号"]
    assert Entry.objects.get(kind="feature.removed").changed == {f"feature.{state.pk}": None}
    with pytest.raises(BadTransition):
        change(state, officer, label="三号")
    with pytest.raises(BadTransition):
        remove_feature(actor=officer, feature_id=state.pk)

    restored = restore_feature(actor=officer, feature_id=state.pk, version=1, base=3)
    assert (restored.step, restored.removed, restored.label) == (4, False, "前指")
    history = selectors.versions_of(state.pk, officer)
    assert [card.kind for card in history] == ["restored", "removed", "changed", "drawn"]
    with pytest.raises(NotThere):
        restore_feature(actor=officer, feature_id=state.pk, version=9, base=4)


def test_two_editors_of_different_fields_both_keep_their_work(officer, incident):
    other = make.person(Post.LIAISON, ORDOS)
    state = feature(incident, officer)
    change(state, officer, base=1, label="北岸前指")
    both = change(state, other, base=1, geometry={**POINT, "coordinates": [109.8, 40.5]})
    assert (both.step, both.label, both.shape.coords) == (3, "北岸前指", (109.8, 40.5))


def test_two_editors_of_one_field_are_shown_both_values_and_nothing_is_lost(officer, incident):
    other = make.person(Post.LIAISON, ORDOS)
    state = feature(incident, officer, label="前指")
    change(state, officer, base=1, label="北岸前指")
    before = counted()

    with pytest.raises(Conflict) as refusal:
        change(state, other, base=1, label="南岸前指", note="有电台")
    assert counted() == before
    met = refusal.value.detail["fields"]
    assert list(met) == ["label"]
    label = met["label"]
    assert (label["yours"], label["now"], label["base"]) == ("南岸前指", "北岸前指", "前指")
    assert (label["by"], refusal.value.detail["version"]) == ("李慧", 2)

    # The same thing twice is no quarrel; mine over theirs names their version as its base.
    assert change(state, other, base=1, label="北岸前指").step == 2
    assert change(state, other, base=2, label="南岸前指").label == "南岸前指"
    with pytest.raises(Invalid):
        change(state, other, base=99, label="x")


@pytest.mark.django_db(transaction=True)
def test_a_race_of_two_editors_loses_neither():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    state = feature(make.incident(by=officer), officer)
    labels = iter(["甲", "乙"])
    answers = race(lambda: change(state, officer, base=1, label=next(labels)), times=2)
    won = [a for a in answers if isinstance(a, FeatureState)]
    lost = [a for a in answers if isinstance(a, Conflict)]
    assert (len(won), len(lost)) == (1, 1)
    assert {won[0].label, lost[0].detail["fields"]["label"]["yours"]} == {"甲", "乙"}

    fields = iter([{"note": "北岸"}, {"style": "dashed"}])
    answers = race(lambda: change(state, officer, base=2, **next(fields)), times=2)
    now_is = FeatureState.objects.get()
    assert (now_is.step, now_is.note, now_is.style) == (4, "北岸", "dashed")


WRONG = {
    "swapped": ({"type": "Point", "coordinates": [40.503, 109.795]}, "swapped"),
    "elsewhere": ({"type": "Point", "coordinates": [0.0, 0.0]}, "outside"),
    "no numbers": ({"type": "Point", "coordinates": ["a", "b"]}, "longitude and a latitude"),
    "huge": ({"type": "Point", "coordinates": [10**400, 40.0]}, "outside"),
    "booleans": ({"type": "Point", "coordinates": [True, False]}, "longitude and a latitude"),
    "another kind": ({"type": "MultiPoint", "coordinates": []}, "Only a point"),
    "no type": ({"coordinates": []}, "Only a point"),
    "one point": ({"type": "LineString", "coordinates": [[109.0, 40.0]]}, "too few"),
    "no length": ({"type": "LineString", "coordinates": [[109.0, 40.0]] * 2}, "not"),
    "open ring": ({"type": "Polygon", "coordinates": [[*SQUARE[:3], [109.5, 40.5]]]}, "ends"),
    "no ring": ({"type": "Polygon", "coordinates": []}, "rings"),
    "bow tie": (
        {"type": "Polygon", "coordinates": [BOW_TIE]},
        "not valid",
    ),
    "too many": ({"type": "LineString", "coordinates": [[109.0, 40.0]] * 2001}, "at most 2000"),
    "many rings": ({"type": "Polygon", "coordinates": [SQUARE] * 501}, "at most 2000"),
    "nothing": (None, "expected"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_geometry_is_refused_with_its_reason(what):
    given, why = WRONG[what]
    with pytest.raises(Invalid, match=why):
        shape_of(given)


def test_what_cannot_be_meant_is_refused_and_changes_nothing(officer, incident):
    state = feature(incident, officer)
    observer, region = (
        make.person(Post.OBSERVER, ORDOS),
        make.person(Post.COMMANDER, make.REGION),
    )
    stranger = make.person(Post.DUTY_OFFICER, BAOTOU)
    of_the_banner = make.person(Post.DUTY_OFFICER, DALAD)
    before = counted()
    for given in (
        {"category": "X99999"},
        {"category": "F10100"},  # an area, drawn as a point
        {"visibility": "nobody"},
        {"style": "wavy"},
        {"label": "字" * 61},
        {"buffer_m": 100_001},
        {"expires_at": now() - timedelta(minutes=1)},
    ):
        with pytest.raises(Invalid):
            feature(incident, officer, **given)
        with pytest.raises(Invalid):
            change(state, officer, **given)
    with pytest.raises(Invalid):
        change(state, officer, colour="red")
    with pytest.raises(NotPermitted):
        feature(incident, observer)
    with pytest.raises(NotThere):
        feature(incident, stranger)
    with pytest.raises(NotThere):
        change(state, stranger, label="x")
    with pytest.raises(Invalid, match="Only a city"):
        feature(incident, region, visibility="city")
    with pytest.raises(Invalid):
        feature(incident, of_the_banner, visibility="city")
    assert counted() == before


def test_an_ended_incident_takes_no_more_drawings(officer, incident):
    state = feature(incident, officer)
    move_incident(actor=officer, incident_id=incident.pk, verb="void", reason="误报")
    with pytest.raises(BadTransition):
        feature(incident, officer)
    with pytest.raises(BadTransition):
        remove_feature(actor=officer, feature_id=state.pk)


def test_several_are_drawn_all_or_none_and_wrong_rows_are_named(officer, incident):
    good = {"geometry": AREA, "category": "F10100"}
    before = counted()
    wrong = [good, {"geometry": POINT, "category": "F10100"}, {"geometry": LINE}]
    with pytest.raises(Invalid) as refusal:
        draw_features(actor=officer, incident_id=incident.pk, given=wrong)
    assert [row["row"] for row in refusal.value.detail["rows"]] == [2, 3]
    assert counted() == before
    made = draw_features(actor=officer, incident_id=incident.pk, given=[good, good])
    assert [state.step for state in made] == [1, 1]


def test_a_zone_finds_what_lies_in_it_with_its_distance(officer, incident):
    near_by, far = make.team(region=ORDOS, base=(40.51, 109.80)), make.team(region=ORDOS)
    make.stock(region=ORDOS, point=(40.5, 109.79))
    hidden = make.team(region=BAOTOU, base=(40.503, 109.796))
    state = feature(incident, officer)
    feature(incident, officer, geometry=AREA, category="F10100", label="警戒区")

    zone = Zone(state.shape, 3000, None)
    found = {one.kind: one for one in find(zone, officer)}
    assert {"incident", "team", "stock", "feature"} <= set(found)
    assert (found["team"].id, found["team"].count) == (str(near_by.pk), 20)
    assert 800 < found["team"].metres < 1000
    ids = {one.id for one in find(Zone(state.shape, 100_000, None), officer)}
    assert str(far.pk) in ids
    assert str(hidden.pk) not in ids
    seats = [
        one for one in find(Zone(state.shape, 60_000, None), officer) if one.kind == "seat"
    ]
    assert any(one.count for one in seats)
    assert [one.metres for one in seats] == sorted(one.metres for one in seats)
