"""Reckonings of plans: gathered, kept, told, due each night, and held against real times."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from command.core import authority
from command.core.errors import BadTransition, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from command.tasking.models import TaskState
from plans.actions import activate_plan
from plans.models import Activation, PlanVersion
from plans.readiness.actions import run_readiness
from plans.readiness.gather import facts_of
from plans.readiness.models import ReadinessRun
from plans.readiness.numbers import numbers_of
from plans.readiness.pure.facts import Numbers
from plans.readiness.selectors import backtest, due_plans, latest, table
from plans.readiness.tasks import run_plan
from plans.selectors import document_in
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, Post
from tests.plans.interlock.made import PUMP, drafted, offer, plan, revised
from tests.plans.made import step
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

DUTY = {"owner_kind": "post", "owner": "duty_officer", "region": DALAD}


def pumping(quantity=3, **given):
    return step(needs=[{"what": PUMP, "quantity": quantity}], due_minutes=120, **given)


def facts(made, numbers=None):
    return facts_of(document_in(made.pk), made.city_id, numbers or Numbers(), now())


def card(made):
    return latest([made.pk])[made.pk]


def test_the_facts_are_todays_roster_stock_promises_and_roads():
    plan(BAOTOU, offers=[offer(ORDOS, quantity=9)])
    made = plan(ORDOS, pumping(), step("B-01", **DUTY, after=["A-01"]))
    bare = facts(made)
    assert [(r.filled, r.on_duty) for r in bare.roles] == [(False, 0), (False, 0)]
    (pool,) = bare.pools
    assert (pool.what, pool.wanted, pool.own, pool.promised) == (PUMP, 3, 0, (0,))
    make.stock(region=ORDOS, supply=PUMP, on_hand=6)
    make.stock(region=BAOTOU, supply=PUMP, on_hand=7)
    for _ in range(2):
        make.person(Post.DUTY_OFFICER, DALAD)
    told = facts(made)
    (pool,) = told.pools
    assert pool.own == 4  # Two of the six stay for the city itself.
    assert 0 < pool.promised[0] <= 7  # No more than Baotou could send, whatever it promises.
    assert [(r.filled, r.on_duty) for r in told.roles] == [(False, 0), (True, 2)]
    assert [(s.key, s.start, s.finish) for s in told.steps] == [
        ("A-01", 0, 120),
        ("B-01", 120, 120),
    ]


def test_a_step_elsewhere_has_its_way_from_the_seat_of_its_role():
    made = plan(ORDOS, step(region=DALAD))
    with transaction.atomic(), authority.acting_as(ORDOS):
        PlanVersion.objects.filter(plan=made).update(
            document={
                "roles": [
                    {"key": "R0", "owner_kind": "organisation", "owner": "fire"},
                    {"key": "R1", "owner_kind": "post", "owner": "commander", "region": REGION},
                ],
                "steps": [
                    {"key": "A-01", "role": "R0", "region": DALAD, "due_minutes": 60},
                    {"key": "A-02", "role": "R1", "region": DALAD, "due_minutes": 60},
                ],
            }
        )
    told = facts(made)
    (way,) = told.ways
    assert (way.start, way.end, way.closed) == (ORDOS, DALAD, False)
    assert 0 < way.low <= way.minutes <= way.high
    # The region has no seat: no way is reckoned from there, and the plan plays all the same.
    assert [one.way for one in told.steps] == [way.key, ""]
    assert run_readiness(actor=None, plan_id=made.pk).runs


def test_a_run_is_kept_told_and_the_same_again():
    made = plan(ORDOS, pumping())
    officer = make.person(Post.RESOURCE_OFFICER, ORDOS)
    one = run_readiness(actor=officer, plan_id=made.pk, seed=5)
    two = run_readiness(actor=officer, plan_id=made.pk, seed=5)
    assert (one.digest, one.outcome, one.chance) == (two.digest, two.outcome, two.chance)
    found = card(made)
    assert (found.id, found.seed, found.runs, found.asked_by) == (
        str(two.pk), 5, 2000, officer.name,
    )  # fmt: skip
    assert found.causes
    assert {"zh", "en", "share"} < set(found.causes[0])
    entry = Entry.objects.filter(kind="readiness.reckoned").latest("seq")
    assert entry.room_id == f"city.{ORDOS}"
    assert entry.changed[f"readiness.{two.pk}"]["chance"] == two.chance


def test_more_stock_raises_the_chance_of_a_plan_that_lacks_it():
    made = plan(ORDOS, pumping(6))
    before = run_readiness(actor=None, plan_id=made.pk)
    make.stock(region=ORDOS, supply=PUMP, on_hand=30)
    after = run_readiness(actor=None, plan_id=made.pk)
    assert after.chance >= before.chance
    assert before.digest != after.digest
    assert any(c["kind"] == "pool" for c in before.outcome["causes"])


def test_who_may_not_run_and_nothing_is_kept():
    made = plan(ORDOS)
    draft = drafted(ORDOS, title="草案")
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    for who, why, given in (
        (make.person(Post.COMMANDER, BAOTOU), NotPermitted, {}),
        (make.person(Post.COMMANDER, "150000"), NotPermitted, {}),
        (make.person(Post.OBSERVER, ORDOS), NotPermitted, {}),
        (officer, Invalid, {"seed": -1}),
        (officer, NotThere, {"plan_id": officer.pk}),
        (officer, BadTransition, {"plan_id": draft.pk}),
    ):
        with pytest.raises(why):
            run_readiness(**{"actor": who, "plan_id": made.pk, **given})
    assert not ReadinessRun.objects.exists()


def test_each_plan_in_force_is_due_once_a_night_and_when_a_version_comes_into_force():
    made, _other = plan(ORDOS), drafted(HOHHOT, title="草案")
    assert due_plans(now()) == [made.pk]
    assert run_plan(str(made.pk)) is True
    assert (due_plans(now()), run_plan(str(made.pk))) == ([], False)
    assert due_plans(now() + timedelta(days=1)) == [made.pk]
    revised(made, step("B-01"))
    assert run_plan(str(made.pk)) is True
    assert ReadinessRun.objects.count() == 2


def test_the_table_shows_the_change_since_the_night_before_and_hides_drafts():
    made, other = plan(ORDOS, pumping(2)), plan(HOHHOT)
    drafted(BAOTOU, title="草案")
    old = run_readiness(actor=None, plan_id=made.pk, occurred_at=now() - timedelta(days=2))
    make.stock(region=ORDOS, supply=PUMP, on_hand=30)
    run_readiness(actor=None, plan_id=made.pk)
    found = dict(table(make.person(Post.OBSERVER, ORDOS)))
    assert set(found) == {made, other}
    assert found[other] is None
    assert found[made].before == old.chance
    assert table(make.person(Post.SYSTEM_ADMIN, ORDOS)) == []


def test_the_rules_set_the_numbers():
    assert numbers_of(ORDOS) == Numbers()


def test_real_times_are_held_against_the_reckoning():
    made = plan(ORDOS, step(due_minutes=60), step("B-01", due_minutes=60))
    commander = make.person(Post.COMMANDER, ORDOS)
    incident = make.incident(by=commander)
    activate_plan(actor=None, plan_id=made.pk, incident_id=incident.pk)
    activation = Activation.objects.get()
    assert backtest(activation.pk, commander).steps == []
    steps = {one.key: one for one in activation.steps.all()}
    for key, minutes in (("A-01", 100), ("B-01", 100_000)):
        TaskState.objects.filter(task=steps[key].task_id).update(
            completed_at=activation.at + timedelta(minutes=minutes)
        )
    held = backtest(activation.pk, commander)
    first, second = held.steps
    assert (first.key, first.minutes, first.inside) == ("A-01", 100, True)
    # Nobody fills the role: in some runs the step is never done, in all others sooner.
    assert 0.7 < second.rank < 0.8
    assert first.low < 100
    with pytest.raises(NotThere):
        backtest(activation.pk, make.person(Post.COMMANDER, HOHHOT))


def test_the_pages_and_the_api_show_the_run_and_run_it_now():
    made = plan(ORDOS, pumping())
    officer = make.person(Post.RESOURCE_OFFICER, ORDOS)
    client = client_of(officer)
    one = f"/p/{made.pk}/readiness/"
    assert "c-empty" in client.get(one).content.decode()
    assert client.get(f"/api/plans/{made.pk}/readiness/").status_code == 404
    assert client.post(f"{one}run/", {"seed": "-1"}).status_code == 302
    assert not ReadinessRun.objects.exists()
    client.post(f"{one}run/", {"seed": "11"})
    page = client.get(one).content.decode()
    assert "c-rd-hist" in page
    told = client.get(f"/api/plans/{made.pk}/readiness/").json()
    assert (told["seed"], told["runs"], told["plan"]) == (11, 2000, str(made.pk))
    assert "c-rd-causes" in client.get("/p/readiness/").content.decode()
    again = client.post(
        f"/api/plans/{made.pk}/readiness/", {"seed": 11}, content_type="application/json"
    )
    assert (again.status_code, again.json()["chance"]) == (201, told["chance"])
    assert len(client.get("/api/plans/readiness/").json()) == 1
