"""The past beside the journal: where units were, what was measured, rang, and was warned of."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader

from command.board.selectors import Sight, alarm_strip, gauges
from command.board.selectors.alarms import alarms_at, open_at
from command.board.selectors.drawn import drawings_at
from command.board.selectors.gauges import gauges_at
from command.board.selectors.picture import KNOWN, OCCURRED, picture
from command.board.selectors.stood import stood
from command.board.selectors.units import units_at
from command.core import authority
from incidents.monitoring.actions import acknowledge_alarm, record_readings
from incidents.monitoring.models import AlarmState
from incidents.monitoring.quiet.folds import AREAS
from incidents.monitoring.quiet.models import QuietArea
from incidents.monitoring.quiet.selectors import areas_at, open_areas
from incidents.monitoring.selectors.mapped import on_map, on_map_then
from incidents.plotting.actions import change_feature, remove_feature
from incidents.plotting.lifecycle import Visibility
from incidents.plotting.models import FeatureState
from incidents.plotting.selectors import collection, shown_to_all
from incidents.warnings.actions import cancel_warning
from incidents.warnings.selectors import warned_areas
from resources import positions
from resources.actions import commit_team
from resources.positions import Fix
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.incidents.plotting.made import LINE, feature
from tests.incidents.warnings import made as warnings
from tests.make import BAOTOU, HOHHOT, ORDOS, REGION, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def drawn_in(minute, incident, by, shown):
    """Draw a line for all four cities, change it, keep it for the room, show it again."""
    if minute == 1:
        shown["line"] = feature(
            incident,
            by,
            category="C20500",
            geometry=LINE,
            visibility=Visibility.ALL,
            buffer_m=300,
        )
        feature(incident, by, label="only here")
        return
    given = {
        2: {"label": "二号线", "buffer_m": 0},
        3: {"visibility": Visibility.ROOM},
        4: {"visibility": Visibility.ALL, "buffer_m": 900},
    }
    line = shown["line"]
    if minute in given:
        base = FeatureState.objects.get(feature=line.feature_id).step
        change_feature(actor=by, feature_id=line.feature_id, base=base, given=given[minute])
    if minute == 5:
        remove_feature(actor=by, feature_id=line.feature_id)


def quiet_in(minute, at, shown):
    """Let a banner fall quiet in the second minute and speak in the fourth."""
    with transaction.atomic(), authority.acting_as(ORDOS):
        if minute == 2:
            area = QuietArea(
                region_id="150621", noticed_at=at, level=2, voices=2, silent=2, neighbours=1
            )
            area.save(force_insert=True)
            shown["quiet"] = AREAS.begin(area)
        if minute == 4:
            heard = {"ending": "spoke", "heard_zh": "站", "heard_en": "station"}
            AREAS.add(shown["quiet"], "spoke", actor=None, occurred_at=at, data=heard)


def drawings(person):
    """Return what the map shows of drawings, without what tells whose eyes it is for."""
    return [bare(one) for one in collection(shown_to_all(person))["features"]]


def bare(drawn):
    told = {n: v for n, v in drawn["properties"].items() if n not in {"incident", "room"}}
    return drawn | {"properties": told}


@pytest.fixture
def played(time_machine):
    """Play six minutes; return who looks on, and what the screen showed after each."""
    start = now().replace(second=0, microsecond=0)
    time_machine.move_to(start, tick=False)
    officer, watcher = (
        make.person(Post.DUTY_OFFICER, ORDOS),
        make.person(Post.COMMANDER, REGION),
    )
    neighbour = make.person(Post.COMMANDER, BAOTOU)
    commander = make.person(Post.COMMANDER, ORDOS)
    stream = stage_at(station(ORDOS), key="S", warning=8.2)
    team, shown = make.team(region=ORDOS), {}
    incident = make.incident(by=officer, occurred_at=start)

    def step(minute):
        at = start + minute * MINUTE
        lat = 40.5 + minute / 100
        positions.record([Fix(team_id=team.pk, lat=lat, lon=109.8, observed_at=at)])
        level = 7.0 if minute in {1, 4, 5, 6} else 9.0
        record_readings(actor=None, readings=[(stream.id, at, level)])
        if minute == 1:
            shown["warning"] = warnings.warning(by=officer, level=2)
        if minute == 3:
            cancel_warning(
                actor=officer, warning_id=shown["warning"].pk, reason="水位回落", issued_at=at
            )
            commit_team(actor=commander, incident_id=incident.pk, team_id=team.pk)
        if minute == 5:
            for alarm in AlarmState.objects.all():
                acknowledge_alarm(actor=officer, alarm_id=alarm.pk)
        drawn_in(minute, incident, commander, shown)
        quiet_in(minute, at, shown)

    then, mapped = {}, {}
    for minute in range(1, 7):
        time_machine.move_to(start + minute * MINUTE, tick=False)
        step(minute)
        at = start + minute * MINUTE + MINUTE / 2
        time_machine.move_to(at, tick=False)
        sight = Sight(watcher)
        then[at] = (alarm_strip(sight), gauges(sight), len(warned_areas(watcher, at)))
        mapped[at] = (drawings(watcher), on_map(watcher), open_areas(watcher))
    return watcher, neighbour, team, then, mapped


def test_units_sensors_alarms_and_warnings_stand_as_the_screen_showed_them(played):
    watcher, neighbour, team, then, _mapped = played
    for minute, (at, (alarms, measured, warned)) in enumerate(then.items(), 1):
        sight, forces = Sight(watcher), stood(at, KNOWN)
        units, moves = units_at(sight, forces.statuses, at, at + 2 * MINUTE)
        mine = {row[0]: row for row in units}[str(team.pk)]
        assert mine[2] == pytest.approx(40.5 + minute / 100)
        assert mine[5] == ("en_route" if minute >= 3 else "standby")
        assert [move[2] for move in moves] == [mine[3]] * min(2, 6 - minute)
        assert units_at(Sight(neighbour), forces.statuses, at, at)[0] == []
        past = gauges_at(sight, at)
        assert [(row.value, row.tone, row.age) for row in past.rows] == [
            (row.value, row.tone, row.age) for row in measured.rows
        ]
        assert (past.over, past.online, past.total) == (
            measured.over, measured.online, measured.total,
        )  # fmt: skip
        for by in (KNOWN, OCCURRED):
            assert alarms_at(sight, open_at(sight, at, by)).lines == alarms.lines, (minute, by)
        assert len(warned_areas(watcher, at)) == warned == (1 if minute < 3 else 0)


def test_drawings_quiet_areas_and_stations_stand_as_the_map_showed_them(played):
    watcher, neighbour, _team, _then, mapped = played
    zones, areas = [], []
    for at, (drawn, stations, quiet) in mapped.items():
        for by in (KNOWN, OCCURRED):
            sight = Sight(watcher)
            past = drawings_at(sight, picture(sight, at, by))
            assert [bare(one) for one in past] == drawn, (at, by)
            assert on_map_then(watcher, at, open_at(sight, at, by)) == stations
            there = drawings_at(Sight(neighbour), picture(Sight(neighbour), at, by))
            assert [one["id"] for one in there] == [one["id"] for one in drawn]
        zones.append([bool(one["properties"]["zone"]) for one in drawn])
        assert [one.id for one in areas_at(watcher, at)] == [one.id for one in quiet]
        assert areas_at(neighbour, at) == []
        areas.append(len(quiet))
    assert zones == [[True], [False], [], [True], [], []]
    assert areas == [0, 1, 1, 0, 0, 0]
    asked = {"t": next(iter(mapped)).isoformat(), "by": KNOWN}
    body = client_of(watcher).get(reverse("cop-at"), asked | {"show": "stations"}).json()
    assert [len(body[layer]) for layer in ("drawings", "stations")] == [1, 1]
    assert client_of(watcher).get(reverse("cop-at"), asked).json()["stations"] == []


def test_the_sheet_is_one_page_of_what_the_person_sees_then(played):
    watcher, _neighbour, _team, then, _mapped = played
    first = next(iter(then))
    sheet = client_of(watcher).get(reverse("cop-sheet"), {"at": first.isoformat()})
    assert sheet["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(sheet.content)).pages
    assert len(pages) == 1
    assert pages[0].mediabox.width > pages[0].mediabox.height
    said = pages[0].extract_text()
    assert "昭君镇段卡冰结坝" in said
    assert "Orange" in said
    stranger = make.person(Post.COMMANDER, HOHHOT)
    other = client_of(stranger).get(reverse("cop-sheet"), {"at": first.isoformat()})
    assert "昭君镇" not in PdfReader(BytesIO(other.content)).pages[0].extract_text()
    areas = client_of(stranger).get(reverse("warnings-areas")).content.decode()
    assert "data-warned" not in areas
