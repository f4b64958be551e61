"""Writing rules, changing them, switching them; the clock; the rehearsal over history."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import transaction

from command.core import journal
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from incidents.monitoring.actions import record_readings
from incidents.monitoring.detection.actions import (
    judge_by_clock,
    revise_rule,
    ship_rules,
    switch_rule,
)
from incidents.monitoring.detection.drafts import Draft
from incidents.monitoring.detection.models import AlarmRule, AlarmRuleVersion, RuleState
from incidents.monitoring.detection.parse import terms_of
from incidents.monitoring.detection.selectors import due_by_clock, rule_cards, rules_of
from incidents.monitoring.detection.selectors.dry import dry_run
from incidents.monitoring.models import Alarm, AlarmState, Datastream
from incidents.monitoring.tasks import find_silent
from tests import make
from tests.incidents.detection.made import rule_of, shipped, standing, take
from tests.incidents.monitoring.stations import stage_at, station
from tests.make import Post

pytestmark = pytest.mark.django_db


def test_what_ships_judges_as_it_always_did_and_is_shipped_once():
    assert ship_rules(actor=None) == 0
    rules = AlarmRule.objects.exclude(code="").order_by("code")
    told = {rule.code: (rule.versions.get().level, rule.kind) for rule in rules}
    assert told == {
        "rate": (2, "rate"),
        "silence": (4, "silence"),
        "stage-guarantee": (1, "stage"),
        "stage-warning": (3, "stage"),
    }
    assert {rule.origin for rule in rules} == {make.REGION}


def test_a_rule_is_written_revised_and_switched_and_all_of_it_is_told():
    stream = stage_at()
    head = make.person(Post.DUTY_OFFICER, make.BAOTOU, name="包头值班长")
    rule = rule_of("threshold", stream, parameters={"above": 10}, by=head)
    take(stream, 10.5)
    revise_rule(
        actor=head, rule_id=rule.id, draft=Draft(1, {"above": 12}, note="汛期"), based_on=1
    )
    with pytest.raises(Conflict):
        revise_rule(actor=head, rule_id=rule.id, draft=Draft(1, {"above": 9}), based_on=1)
    take(stream, 11.0, start=1)
    assert standing(stream) == []  # judged by the second version: eleven is kept
    take(stream, 12.5, start=2)
    assert standing(stream) == [("above", 1)]
    switch_rule(actor=head, rule_id=rule.id, enabled=False, reason="探头检修")
    assert standing(stream) == []
    take(stream, 13.0, start=3)
    assert standing(stream) == []
    with pytest.raises(Conflict):
        switch_rule(actor=head, rule_id=rule.id, enabled=False, reason="again")
    entries = [e for e in journal.since("city.150200", 0) if e["kind"].startswith("alarm_rule")]
    assert [e["kind"] for e in entries] == [
        "alarm_rule.written",
        "alarm_rule.revised",
        "alarm_rule.switched",
    ]
    assert entries[1]["says"]["en"].endswith("“Rule”: version 2, level 1. 汛期")
    [card] = rule_cards(AlarmRule.objects.filter(pk=rule.pk))
    assert entries[-1]["changed"][f"alarm_rule.{rule.id}"] == asdict(card)
    assert AlarmRuleVersion.objects.filter(rule=rule).count() == 2


def test_a_version_of_tomorrow_does_not_judge_today():
    stream = stage_at()
    rule = rule_of("threshold", stream, parameters={"above": 10})
    later = rule.changed_at + timedelta(days=1)
    planner = make.person(Post.PLANNER, make.BAOTOU)
    revise_rule(actor=planner, rule_id=rule.id, draft=Draft(1, {"above": 5}), from_at=later)
    take(stream, 9.0)
    assert standing(stream) == []


def test_a_city_puts_its_own_rule_in_the_place_of_the_one_that_ships():
    stream = stage_at(warning=10.0)
    other = stage_at(station(make.ORDOS, code="ORD"), warning=10.0)
    own = {"parameters": {"stage": "warning"}, "region": make.BAOTOU, "level": 2}
    rule = rule_of("stage", instead="stage-warning", **own)
    for wrong in ({"instead": "stage-warning"}, {"instead": "rate"}, {"instead": "nothing"}):
        with pytest.raises((Conflict, Invalid)):
            rule_of("stage", **wrong, **own)
    take(stream, 10.5)
    take(other, 10.5)
    assert standing(stream) == [("threshold", 2)]
    assert standing(other) == [("threshold", 3)]
    head = make.person(Post.DUTY_OFFICER, make.BAOTOU)
    switch_rule(actor=head, rule_id=rule.id, enabled=False, reason="without")
    assert standing(stream) == []
    take(stream, 10.6, start=1)
    assert standing(stream) == []  # so a city does without


def test_who_may_not_writes_nothing():
    stream = stage_at()
    draft = Draft(1, {"stage": "warning"})
    before = AlarmRule.objects.count(), AlarmRuleVersion.objects.count()
    for post, region in ((Post.OBSERVER, make.BAOTOU), (Post.LIAISON, make.BAOTOU)):
        with pytest.raises(NotPermitted):
            rule_of("threshold", stream, parameters={"above": 1}, by=make.person(post, region))
    stranger = make.person(Post.DUTY_OFFICER, make.ORDOS)
    with pytest.raises(NotThere):
        rule_of("threshold", stream, parameters={"above": 1}, by=stranger)
    for key, actor, refusal in (
        (shipped("stage-warning").id, make.person(Post.COMMANDER, make.BAOTOU), NotPermitted),
        (new_id(), make.person(Post.COMMANDER, make.BAOTOU), NotThere),
    ):
        with pytest.raises(refusal):
            revise_rule(actor=actor, rule_id=key, draft=draft)
        with pytest.raises(refusal):
            switch_rule(actor=actor, rule_id=key, enabled=False, reason="why")
    assert (AlarmRule.objects.count(), AlarmRuleVersion.objects.count()) == before
    assert shipped("stage-warning").enabled


def test_a_rule_of_a_neighbour_is_not_seen():
    rule = rule_of("threshold", stage_at(), parameters={"above": 1})
    assert rule in rules_of(make.person(Post.OBSERVER, make.BAOTOU))
    assert rule in rules_of(make.person(Post.OBSERVER, make.REGION))
    assert rule not in rules_of(make.person(Post.OBSERVER, make.ORDOS))
    assert rule not in rules_of(make.person(Post.SYSTEM_ADMIN, make.BAOTOU))


def test_rules_that_cannot_be_are_refused():
    stream = stage_at()
    others = [{"stream": str(new_id()), "above": 1}, {"stream": str(stream.id), "above": 1}]
    for kind, scope, parameters in (
        ("combined", "stream", {"n": 2, "members": others}),
        ("threshold", "several", {"above": 1}),
        ("threshold", "property", {"above": 1}),
        ("nonsense", "stream", {"above": 1}),
        ("combined", "several", {"n": 2, "members": others}),
    ):
        with pytest.raises(Invalid):
            rule_of(kind, stream, parameters=parameters, scope=scope, region=make.BAOTOU)
    with pytest.raises(NotThere):
        rule_of("combined", parameters={"n": 2, "members": others}, scope="several")
    assert AlarmRule.objects.filter(code="").count() == 0


def test_a_duration_that_runs_out_without_a_word_is_told_once_by_the_clock(clocks):
    clocks.move_to(make.later())
    stream = stage_at()
    rule_of("threshold", stream, parameters={"above": 10}, for_s=600)
    take(stream, 10.5)
    clocks.move_to(make.later(minutes=9))
    assert (find_silent(), standing(stream)) == (0, [])
    clocks.move_to(make.later(minutes=11))
    assert due_by_clock() == [stream.id]
    assert (find_silent(), find_silent()) == (1, 0)
    [alarm] = Alarm.objects.all()
    assert (alarm.raised_at, alarm.value) == (make.later(minutes=10), 10.5)
    take(stream, 10.6, start=1)
    assert Alarm.objects.count() == 1


def test_a_worker_that_dies_over_it_leaves_it_to_the_next(clocks):
    clocks.move_to(make.later())
    stream = stage_at(warning=10)
    take(stream, 9.0)
    clocks.move_to(make.later(hours=4))
    with transaction.atomic():
        assert judge_by_clock(actor=None, stream_ids=due_by_clock()) == 1
        transaction.set_rollback(True)  # killed before it could commit
    assert not AlarmState.objects.exists()
    assert not RuleState.objects.filter(since__isnull=False).exists()
    assert (find_silent(), find_silent()) == (1, 0)
    assert standing(stream) == [("lost", 4)]


def test_a_rule_rehearsed_over_history_would_have_rung_as_it_rings():
    stream = stage_at(warning=10.0, rise_per_hour=0.5)
    values = [9.0, 10.2, 10.3, 9.9, None, 10.5, 9.0, 12.0]
    take(stream, *values)
    stream = Datastream.objects.select_related("station").get()
    start, end = make.later(hours=-1), make.later(hours=20)
    for code, alarms in (("stage-warning", 3), ("rate", 2), ("silence", 2)):
        terms = terms_of(shipped(code).versions.get())
        run = dry_run(terms, [stream], start, end)
        raised = list(
            Alarm.objects.filter(rule__code=code)
            .order_by("-raised_at")
            .values_list("raised_at", "value")
        )
        told = [(e.begins, e.value) for e in run.episodes]
        # The clock rings for the silence since the last reading; nobody ran it here.
        assert (told[1:] if code == "silence" else told) == raised
        assert run.count == alarms, code
        assert (run.looked, run.is_whole) == (1, True)
    assert run.episodes[0].begins == make.later(hours=10)
    with pytest.raises(Invalid):
        dry_run(terms, [stream], end, start)


def test_a_combination_is_rehearsed_too():
    place = station()
    first, second = (stage_at(place, key=key) for key in ("a", "b"))
    members = [{"stream": str(s.id), "above": 10.0} for s in (first, second)]
    rule = rule_of("combined", first, parameters={"n": 2, "members": members})
    pairs = [(10.5, 9.0), (10.5, 10.5), (9.0, 10.5), (10.5, 10.5)]
    given = [
        (stream.id, make.later(hours=hour), value)
        for hour, pair in enumerate(pairs)
        for stream, value in zip((first, second), pair, strict=True)
    ]
    record_readings(actor=None, readings=given)
    run = dry_run(
        terms_of(rule.versions.get()), [first, second], make.later(), make.later(hours=9)
    )
    assert [(e.begins, e.ends) for e in run.episodes] == [
        (make.later(hours=3), None),
        (make.later(hours=1), make.later(hours=2)),
    ]
    assert Alarm.objects.filter(rule=rule).count() == 2
