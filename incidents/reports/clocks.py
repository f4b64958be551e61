"""The arithmetic of reporting clocks: no database, no present. Times are absolute."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from incidents.reports.lifecycle import ClockState
from incidents.reports.owing import (
    Clock,
    Course,
    Hold,
    RuleLike,
    Told,
    of_family,
    supplement_owed,
)

CHINA = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
# Which kinds of reports satisfy which duty; what is not named satisfies none but its own.
INITIAL_BY = frozenset({"initial", "followup", "correction", "special"})
ZERO_BY = frozenset({"initial", "zero", "followup", "situation"})
SUPPLEMENT_BY = frozenset({"supplement", "followup", "correction", "verified", "final"})
SATISFIED_BY = {"initial": INITIAL_BY, "zero": ZERO_BY, "supplement": SUPPLEMENT_BY}


def owed(rules: Iterable[RuleLike], course: Course, at: datetime) -> list[Clock]:
    """Return the clocks of an incident as they stand ``at`` a moment, the most urgent first.

    Of several rules that ask the same of the same the strictest counts; one that began to
    hold later (the grade was raised) counts beside it, from then on.
    """
    found: dict[tuple[object, ...], Clock] = {}
    for rule in rules:
        for hold in holds(rule, course):
            for clock in _clocks(rule, hold, course, at):
                asked: tuple[object, ...] = (
                    clock.sender,
                    clock.to,
                    clock.kind,
                    clock.medium,
                    hold.since,
                )
                if rule.daily_at:
                    asked = (*asked, clock.due_at)
                before = found.get(asked)
                if before is None or clock.due_at < before.due_at:
                    found[asked] = clock
    return sorted(found.values(), key=lambda clock: (clock.met_at is not None, clock.due_at))


def holds(rule: RuleLike, course: Course) -> list[Hold]:
    """Return the spans of time over which a rule holds for an incident."""
    if not of_family(rule.family, course.family):
        return []
    if rule.sensitive:
        return [Hold(course.sensitive_at)] if course.sensitive_at else []
    if not rule.grades:
        return [Hold(None)]
    spans: list[Hold] = []
    first = True
    for moment, grade in course.grades:
        matches = grade is not None and str(grade) in rule.grades
        open_now = bool(spans) and spans[-1].until is None
        if matches and not open_now:
            spans.append(Hold(None if first else moment))
        elif open_now and not matches:
            spans[-1] = Hold(spans[-1].since, moment)
        first = False
    return spans


def _clocks(rule: RuleLike, hold: Hold, course: Course, at: datetime) -> list[Clock]:
    sender, to = course.places.get(rule.from_level), course.places.get(rule.to_level)
    if sender is None or to is None or sender == to:
        return []
    if rule.daily_at:
        return _daily(rule, hold, course, at, sender, to)
    anchor = _anchor(rule, course, sender)
    if rule.minutes is None or anchor is None:
        return []
    since = max(anchor, hold.since) if hold.since else anchor
    due = since + course.span(minutes=rule.minutes)
    clock = _judged(rule, course, at, (sender, to), since, due, hold)
    return [clock] if clock else []


def _anchor(rule: RuleLike, course: Course, sender: str) -> datetime | None:
    match rule.counts_from:
        case "stable":
            return course.stable_at
        case "change":
            return _last_change(rule, course, sender)
        case "received":
            heard = [told.at for told in course.told if told.to == sender]
            return min([*heard, *_known(course, sender)], default=None)
    return course.occurred_at


def _known(course: Course, sender: str) -> list[datetime]:
    # Whoever stands lowest knew of it when it was reported to the command; an upper level
    # that nobody told has no clock yet: that nobody told it is the lower one's delay.
    lowest = course.places.get("county") or course.places.get("city")
    return [course.reported_at] if sender == lowest else []


def _last_change(rule: RuleLike, course: Course, sender: str) -> datetime | None:
    written = [t.at for t in course.told if t.sender == sender and t.medium == "written"]
    if not written:
        return None  # what has not been reported yet cannot be supplemented
    window = rule.window_days or 0
    late = [
        change
        for change in course.changes
        if change > min(written)
        and supplement_owed(course.occurred_at, change, window, course.pace)
    ]
    return max(late, default=None)


def _daily(
    rule: RuleLike, hold: Hold, course: Course, at: datetime, sender: str, to: str
) -> list[Clock]:
    """Return the day that has passed, if nothing was reported in it, and the present one."""
    first = _first_day(rule, course, hold.since or course.occurred_at)
    day = course.span(days=1)
    end = course.stable_at or course.ended_at
    passed = max(0, -((first - at) // day)) if at > first else 0
    found = []
    for number in (passed - 1, passed):
        due = first + number * day
        if number < 0 or (end is not None and due > end):
            continue
        clock = _judged(rule, course, at, (sender, to), due - day, due, hold)
        if clock and (number == passed or clock.state is ClockState.LATE):
            found.append(clock)
    return found


def _first_day(rule: RuleLike, course: Course, since: datetime) -> datetime:
    after = since + course.span(days=1)
    if course.pace != 1.0:
        return after
    hour, minute = map(int, rule.daily_at.split(":"))
    local = after.astimezone(CHINA)
    first = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return first if first >= local else first + DAY


def _judged(
    rule: RuleLike,
    course: Course,
    at: datetime,
    ends: tuple[str, str],
    since: datetime,
    due: datetime,
    hold: Hold,
) -> Clock | None:
    sender, to = ends
    met = _met(rule, course, ends, since, hold)
    gone = min((end for end in (hold.until, course.ended_at) if end), default=None)
    if met is None and gone is not None and due > gone:
        return None
    state, late = _stands(rule, course, at, due, met.at if met else None)
    return Clock(
        rule=rule.code,
        basis=rule.basis,
        sender=sender,
        to=to,
        kind=rule.kind,
        medium=rule.medium,
        since=since,
        due_at=due,
        warn_at=due - course.span(minutes=rule.warn_minutes),
        at_once=rule.minutes == 0,
        state=state,
        met_at=met.at if met else None,
        met_by=met.ref if met else "",
        late=late,
    )


def _met(
    rule: RuleLike, course: Course, ends: tuple[str, str], since: datetime, hold: Hold
) -> Told | None:
    kinds = SATISFIED_BY.get(rule.kind, frozenset({rule.kind}))
    earliest = since if rule.daily_at or rule.counts_from == "change" else hold.since
    fitting = [
        told
        for told in course.told
        if (told.sender, told.to) == ends
        and told.kind in kinds
        and (told.medium == "written" or rule.medium != "written")
        and (earliest is None or told.at >= earliest)
    ]
    if ends[0] == "unit" and not fitting:
        return Told("unit", ends[1], "initial", "phone", course.reported_at)
    return min(fitting, key=lambda told: told.at, default=None)


def _stands(
    rule: RuleLike, course: Course, at: datetime, due: datetime, met: datetime | None
) -> tuple[ClockState, timedelta]:
    at_once = rule.minutes == 0  # no number of minutes to be late against
    if met is not None:
        late = max(met - due, timedelta())
        if at_once or not late:
            return ClockState.MET, timedelta()
        return ClockState.MET_LATE, late
    if at > due and not at_once:
        return ClockState.LATE, at - due
    if at_once or at >= due - course.span(minutes=rule.warn_minutes):
        return ClockState.DUE, timedelta()
    return ClockState.RUNNING, timedelta()
