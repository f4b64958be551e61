"""Judging one area after a look: it falls quiet, it is looked after, it speaks again."""

from datetime import datetime, timedelta

from django.db.models import Q

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.models import Person, Region
from command.core.rooms import register_room
from command.core.times import iso_or_none
from incidents.models import Incident
from incidents.monitoring.quiet import folds
from incidents.monitoring.quiet.actions.tell import named, tell
from incidents.monitoring.quiet.events import (
    AreaFellQuiet,
    AreaNotWaitedFor,
    AreaSpokeAgain,
    LookWanted,
)
from incidents.monitoring.quiet.judging import Area
from incidents.monitoring.quiet.lifecycle import Ending
from incidents.monitoring.quiet.limits import Limits
from incidents.monitoring.quiet.models import QuietArea, QuietAreaState, QuietWatch, Township
from incidents.monitoring.quiet.selectors import incident_for
from incidents.selectors import locked

MOST_EVIDENCE = 40  # voices that an episode names


@door
def judge_area(*, actor: Person | None, area: Area, limits: Limits) -> QuietAreaState | None:
    """Act on a look at an area; return its episode, if there is one.

    Harmless when repeated or when several do it at once: the area is locked, and a look
    older than the last one changes nothing.
    """
    with (
        authority.acting_as(regions.city_of(area.region)),
        authority.in_exercise(area.exercise),
    ):
        watch = _locked(area)
        if watch.looked_at >= area.at:
            return None
        paused = area.at - watch.looked_at > limits.paused_after
        watch.looked_at = area.at
        state = _open(area)
        if state is not None:
            watch.since = None
            _go_on(state, area, limits, actor)
        else:
            watch.since = _since(watch, area, paused=paused)
            if watch.since and area.at - watch.since >= limits.confirmed_after:
                watch.since = None
                state = _fall_quiet(area, limits, actor)
        watch.save(update_fields=["since", "looked_at"])
        return state


def _locked(area: Area) -> QuietWatch:
    named_so = _named_so(area)
    made = QuietWatch(
        region_id=area.region,
        township_id=area.township,
        exercise_id=area.exercise,
        looked_at=area.at - timedelta(days=1),
    )
    if not QuietWatch.objects.filter(named_so).exists():
        QuietWatch.objects.bulk_create([made], ignore_conflicts=True)
    return QuietWatch.objects.select_for_update().get(named_so)


def _named_so(area: Area) -> Q:
    return Q(region=area.region, township=area.township, exercise=area.exercise)


def _since(watch: QuietWatch, area: Area, *, paused: bool) -> datetime | None:
    """Return since when the area looks quiet; after a pause in the looking from now on."""
    if not area.is_quiet:
        return None
    return area.at if paused or watch.since is None else watch.since


def _open(area: Area) -> QuietAreaState | None:
    rows = QuietAreaState.objects.select_for_update(of=("self",)).select_related(
        "area__region", "area__township"
    )
    mine = rows.filter(_named_so(area))
    return mine.filter(ended_at__isnull=True).first()


def _fall_quiet(area: Area, limits: Limits, actor: Person | None) -> QuietAreaState:
    region = Region.objects.get(pk=area.region)
    small = Township.objects.get(pk=area.township) if area.township else None
    people = small.people if small else region.population_2020
    silent = area.silent
    row = QuietArea(
        region=region,
        township=small,
        noticed_at=area.at,
        last_at=area.last_at,
        level=limits.level(people),
        people=people,
        voices=len(area.voices),
        silent=len({one.ref for one in silent}),
        neighbours=area.neighbours,
        evidence=[
            {
                "source": str(one.source),
                "ref": one.ref,
                "label_zh": one.label_zh,
                "label_en": one.label_en,
                "last_at": iso_or_none(one.last_at),
            }
            for one in silent[:MOST_EVIDENCE]
        ],
    )
    incident = _incident(area, limits)
    journal.hold(
        register_room(area.region, area.exercise), *([incident.room_id] if incident else [])
    )
    row.save(force_insert=True)
    state: QuietAreaState = folds.AREAS.begin(row)
    fact = AreaFellQuiet(
        **named(row),
        level=row.level,
        voices=row.voices,
        silent=row.silent,
        last_at=iso_or_none(row.last_at),
    )
    tell(state, fact, actor=actor, at=area.at)
    if incident is not None:
        _want_look(state, incident, area.at, actor)
    return state


def _go_on(state: QuietAreaState, area: Area, limits: Limits, actor: Person | None) -> None:
    """End an episode when somebody spoke; else find an incident to look for if it has none."""
    heard = area.heard_at is not None and area.heard_at > state.area.noticed_at
    if heard or not area.is_mute:
        _end(state, area, actor, desk=heard)
    elif state.incident_id is None and (incident := _incident(area, limits)):
        _want_look(state, incident, area.at, actor)


def _end(state: QuietAreaState, area: Area, actor: Person | None, *, desk: bool) -> None:
    zh = en = ""
    before, last = state.area.last_at, area.last_at
    spoke = last is not None and (before is None or last > before)
    ending = Ending.SPOKE if spoke else Ending.NOTHING_DUE
    if desk:
        ending, place = Ending.SPOKE, state.area.region
        zh, en = f"{place.name_zh}值班席", f"the desk of {place.name_en}"
    elif spoke and area.last is not None:
        zh, en = area.last.label_zh, area.last.label_en
    data = {"ending": str(ending), "heard_zh": zh[:160], "heard_en": en[:160]}
    folds.AREAS.add(state, folds.ENDED, actor=actor, occurred_at=area.at, data=data)
    fact = AreaSpokeAgain if ending == Ending.SPOKE else AreaNotWaitedFor
    tell(state, fact(**named(state.area), **data), actor=actor, at=area.at)


def _incident(area: Area, limits: Limits) -> Incident | None:
    """Return the incident to look for, locked and open still."""
    found = incident_for(area, limits.neighbour_km)
    if found is None:
        return None
    return locked(found.pk, actor=None).incident


def _want_look(
    state: QuietAreaState, incident: Incident, at: datetime, actor: Person | None
) -> None:
    """Record that somebody is to look; the floors above draft what is to be done."""
    data = {"incident": str(incident.pk)}
    folds.AREAS.add(state, folds.WANTED, actor=actor, occurred_at=at, data=data)
    area = state.area
    journal.hold(register_room(area.region_id, area.exercise_id), incident.room_id)
    fact = LookWanted(
        **named(area),
        incident_id=str(incident.pk),
        level=area.level,
        last_at=iso_or_none(area.last_at),
        silent_zh="、".join(one["label_zh"] for one in area.evidence),
        silent_en=", ".join(one["label_en"] for one in area.evidence),
    )
    tell(state, fact, actor=actor, at=at, room=incident.room_id)
