"""The arithmetic of reporting clocks, without a database: the rules as they are shipped."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

import incidents.reports
from incidents.reports.clocks import owed
from incidents.reports.lifecycle import ClockState
from incidents.reports.owing import Course, Told, of_family, supplement_owed

SHIPPED = Path(incidents.reports.__file__).parent / "data" / "report_rules.csv"
CHAIN = {
    "unit": "unit",
    "county": "150621",
    "city": "150600",
    "region": "150000",
    "state": "000000",
}
# 05:40 on 19 March 2027 in China.
OCCURRED = datetime(2027, 3, 18, 21, 40, tzinfo=UTC)
MET, LATE, MET_LATE = ClockState.MET, ClockState.LATE, ClockState.MET_LATE
DUE, RUNNING = ClockState.DUE, ClockState.RUNNING


def at(clock, day=19):
    """Return a time of day in China as UTC."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def rules():
    with SHIPPED.open(encoding="utf-8") as file:
        return [
            SimpleNamespace(
                **{
                    **row,
                    "sensitive": row["sensitive"] == "True",
                    "minutes": int(row["minutes"]) if row["minutes"] else None,
                    "window_days": int(row["window_days"]) if row["window_days"] else None,
                    "warn_minutes": int(row["warn_minutes"]),
                }
            )
            for row in csv.DictReader(file)
        ]


def course(**given):
    told = {
        "family": "11A05",
        "places": CHAIN,
        "occurred_at": OCCURRED,
        "reported_at": OCCURRED + timedelta(minutes=6),
        "grades": ((OCCURRED, 3),),
        **given,
    }
    return Course(**told)


def clock(course, moment, sender, to, medium=None, kind="initial"):
    """Return the one clock of these ends, medium and kind."""
    found = [
        c
        for c in owed(rules(), course, moment)
        if (c.sender, c.to, c.kind) == (sender, to, kind) and medium in {None, c.medium}
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("medium", "made", "state", "late"),
    [
        ("phone", "06:05", MET, 0),
        ("phone", "06:10", MET, 0),
        ("phone", "06:11", MET_LATE, 1),
        ("written", "06:32", MET, 0),
        ("written", "06:40", MET, 0),
        ("written", "06:41", MET_LATE, 1),
    ],
)
def test_a_city_reports_by_phone_in_30_and_in_writing_in_60_minutes(medium, made, state, late):
    told = Told("150600", "150000", "initial", medium, at(made))
    found = clock(course(told=(told,)), at("09:00"), "150600", "150000", medium)
    assert (found.state, found.late) == (state, timedelta(minutes=late))
    assert found.rule.startswith("RPT-11")


@pytest.mark.parametrize(
    ("moment", "state", "late"),
    [
        ("05:54", RUNNING, 0),
        ("05:55", DUE, 0),
        ("06:10", DUE, 0),
        ("06:11", LATE, 1),
        ("08:10", LATE, 120),
    ],
)
def test_a_clock_runs_is_due_soon_and_is_late_by_so_much(moment, state, late):
    found = clock(course(), at(moment), "150600", "150000", "phone")
    assert (found.state, found.late) == (state, timedelta(minutes=late))


def test_what_is_in_writing_answers_the_phone_but_not_the_other_way():
    wrote = course(told=(Told("150600", "150000", "initial", "written", at("06:00")),))
    phoned = course(told=(Told("150600", "150000", "initial", "phone", at("06:00")),))
    assert clock(wrote, at("06:20"), "150600", "150000", "phone").state is MET
    assert clock(phoned, at("07:20"), "150600", "150000", "written").state is LATE


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, MET), (119, MET), (120, MET), (121, MET_LATE)]
)
def test_two_hours_per_level_count_from_receipt_across_midnight(minutes, state):
    """An accident at 22:50; the banner told the city at 23:40, so the city has until 01:40."""
    occurred, heard = at("22:50"), at("23:40")
    told = (
        Told("150621", "150600", "initial", "written", heard),
        Told("150600", "150000", "initial", "written", heard + timedelta(minutes=minutes)),
    )
    accident = course(
        family="12D02",
        occurred_at=occurred,
        reported_at=occurred,
        grades=((occurred, 3),),
        told=told,
    )
    only = [rule for rule in rules() if rule.code.startswith("RPT-3")]
    found = [c for c in owed(only, accident, at("12:00", 20)) if c.sender == "150600"]
    assert [(c.due_at, c.state) for c in found] == [(at("01:40", 20), state)]


def test_a_raised_grade_adds_the_stricter_rule_from_that_moment():
    raised = at("08:50")
    grave = course(grades=((OCCURRED, 3), (raised, 2)))
    phone = clock(grave, at("08:55"), "150000", "000000", "phone")
    written = clock(grave, at("08:55"), "150000", "000000", "written")
    assert (phone.due_at, written.due_at) == (at("09:20"), at("09:50"))
    assert phone.rule == "RPT-1.1"
    # What was owed before stands beside it.
    assert clock(grave, at("08:55"), "150600", "150000", "phone").state is LATE
    assert not [c for c in owed(rules(), course(), at("08:55")) if c.to == "000000"]


def test_a_grade_that_is_lowered_in_time_takes_its_clock_away():
    mistaken = course(grades=((OCCURRED, 2), (at("05:50"), 4)))
    assert not [c for c in owed(rules(), mistaken, at("12:00")) if c.to == "000000"]
    too_late = course(grades=((OCCURRED, 2), (at("06:30"), 4)))
    assert clock(too_late, at("12:00"), "150000", "000000", "phone").state is LATE


@pytest.mark.parametrize(
    ("family", "window", "days", "owes"),
    [
        ("12D02", 30, 30, True),
        ("12D02", 30, 31, False),
        ("12G01", 7, 7, True),
        ("12G01", 7, 8, False),
        ("12H00", 7, 8, False),
    ],
)
def test_a_death_within_the_days_must_be_supplemented(family, window, days, owes):
    died = OCCURRED + timedelta(days=days)
    told = Told("150621", "150600", "initial", "written", OCCURRED + timedelta(hours=1))
    after = course(family=family, told=(told,), changes=(died,))
    found = [c for c in owed(rules(), after, died) if c.kind == "supplement"]
    assert bool(found) is owes
    assert supplement_owed(OCCURRED, died, window) is owes
    if owes:
        assert (found[0].state, found[0].at_once) == (DUE, True)
        wrote = Told("150621", "150600", "supplement", "written", died + timedelta(hours=2))
        done = course(family=family, told=(told, wrote), changes=(died,))
        assert [c.state for c in owed(rules(), done, died) if c.kind == "supplement"] == [MET]


def test_zero_reports_are_owed_daily_until_the_disaster_is_stable():
    first = clock(course(), at("08:00", 20), "150621", "150600", kind="zero")
    assert (first.due_at, first.state) == (at("09:00", 20), RUNNING)
    missed = [
        c for c in owed(rules(), course(), at("10:00", 21))
        if (c.kind, c.sender) == ("zero", "150621")
    ]  # fmt: skip
    assert [(c.due_at, c.state) for c in missed] == [
        (at("09:00", 21), LATE),
        (at("09:00", 22), RUNNING),
    ]
    stable = course(stable_at=at("20:00"))
    assert not [c for c in owed(rules(), stable, at("10:00", 21)) if c.kind == "zero"]
    assert clock(stable, at("21:00"), "150621", "150600", kind="verified").due_at == at(
        "20:00", 24
    )


def test_a_sensitive_matter_is_reported_at_once_whatever_its_grade():
    only = [rule for rule in rules() if rule.sensitive]
    assert owed(only, course(), at("07:00")) == []
    found = owed(only, course(sensitive_at=at("06:30")), at("07:00"))
    assert {(c.sender, c.state, c.at_once) for c in found} == {
        ("150621", DUE, True),
        ("150600", DUE, True),
    }


def test_an_exercise_that_is_played_fast_has_shorter_minutes():
    played = course(pace=600.0)
    phone = clock(played, OCCURRED, "150600", "150000", "phone")
    assert phone.due_at == OCCURRED + timedelta(seconds=3)


def test_who_stands_at_two_levels_owes_nothing_to_itself():
    city = {key: code for key, code in CHAIN.items() if key not in {"county", "unit"}}
    senders = {c.sender for c in owed(rules(), course(places=city), at("06:00"))}
    assert senders == {"150600"}


@pytest.mark.parametrize(
    ("families", "event_type", "matches"),
    [
        ("", "11A05", True),
        ("12 -12G -12H", "12D02", True),
        ("12 -12G -12H", "12G01", False),
        ("12G 12H", "12H05", True),
        ("13", "12A01", False),
    ],
)
def test_families_are_prefixes_those_after_a_minus_are_left_out(families, event_type, matches):
    assert of_family(families, event_type) is matches
