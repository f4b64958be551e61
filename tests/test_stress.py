"""Everybody works at once on the same two incidents: nobody waits for ever, nothing is lost.

The doors lock in one order (incident, request, thing, room). Where the database has to
break a circle all the same, the loser gets an answer that says: try again.
"""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from command.core import journal
from command.core.errors import Refusal
from command.core.models import Room
from command.tasking.actions import advance_task, climb_rungs, deliver_receipts
from command.tasking.models import TaskState
from incidents.actions import move_incident, write_note
from incidents.lifecycle import Verb
from plans.actions import activate_plan, issue_step
from plans.models import StepWait
from resources.actions import (
    advance_deployment,
    answer_request,
    commit_stock,
    commit_team,
    set_readiness,
    withdraw_request,
)
from resources.models import Deployment
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made as plans
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS, TURNS = 6, 25


@pytest.fixture
def scene(db):
    """Set two incidents with plans, requests, forces and people."""
    commander = make.person(Post.COMMANDER, ORDOS)
    lender = make.person(Post.RESOURCE_OFFICER, BAOTOU)
    _unit, [leader] = tasking.organisation(kind="flood_control")
    incidents = [make.incident(title=f"Jam {n}") for n in range(2)]
    requests = [
        make.request(each, what="FLOOD", quantity=4, asked=[BAOTOU]) for each in incidents
    ]
    library = [
        plans.published(
            plans.step("A-01"),
            plans.step("A-02", after=["A-01"]),
            plans.step("A-03", after=["A-02"]),
            title=f"Plan {n}",
        )
        for n in range(8)
    ]
    return {
        "commander": commander,
        "lender": lender,
        "leader": leader,
        "incidents": incidents,
        "requests": requests,
        "plans": library,
        "teams": [make.team(region=ORDOS) for _ in range(2)],
        "lent": [make.team(region=BAOTOU) for _ in range(3)],
        "stock": make.stock(region=ORDOS, on_hand=10_000),
    }


def deeds(scene, pick):
    """Return what one worker may do next."""
    commander, lender, leader = scene["commander"], scene["lender"], scene["leader"]
    incident = pick.choice(scene["incidents"])

    def of(actor):
        return {"actor": actor, "incident_id": incident.pk}

    def on_a_task():
        task = pick.choice(list(TaskState.objects.values_list("task", flat=True)) or [None])
        verb = pick.choice(["acknowledge", "start", "complete"])
        if task is not None:
            advance_task(actor=leader, task_id=task, verb=verb)

    def on_a_step():
        step = pick.choice(list(StepWait.objects.values_list("pk", flat=True)) or [None])
        if step is not None:
            issue_step(actor=None, step_id=step)

    def on_the_ladder():
        for task in TaskState.objects.values_list("task", flat=True)[:3]:
            climb_rungs(actor=None, task_id=task)

    def on_a_deployment():
        there = list(Deployment.objects.values_list("pk", "origin"))
        if there:
            key, origin = pick.choice(there)
            actor = lender if origin == BAOTOU else commander
            to = pick.choice(["departed", "on_scene", "released", "returned", "cancelled"])
            advance_deployment(actor=actor, deployment_id=key, to=to)

    def answer():
        answer_request(
            actor=lender,
            request_id=pick.choice(scene["requests"]).pk,
            city=BAOTOU,
            answer="accept",
            quantity=pick.randint(1, 4),
        )

    def lend():
        n = scene["incidents"].index(incident)
        commit_team(
            **of(lender),
            team_id=pick.choice(scene["lent"]).pk,
            request_id=scene["requests"][n].pk,
        )

    return [
        on_a_task,
        on_a_task,
        on_a_step,
        on_the_ladder,
        on_a_deployment,
        on_a_deployment,
        answer,
        lend,
        lambda: deliver_receipts(actor=None),
        lambda: activate_plan(**of(commander), plan_id=pick.choice(scene["plans"]).pk),
        lambda: commit_team(**of(commander), team_id=pick.choice(scene["teams"]).pk),
        lambda: commit_stock(**of(commander), stock_id=scene["stock"].pk, quantity=1),
        lambda: write_note(**of(commander), category="note", text="x"),
        lambda: set_readiness(
            actor=commander, team_id=pick.choice(scene["teams"]).pk, readiness="ready"
        ),
    ]


@pytest.mark.timeout(300)
def test_nobody_who_works_on_the_same_incidents_stops_another(scene):
    def work(seed):
        pick = random.Random(seed)  # noqa: S311
        told = Counter()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET deadlock_timeout = '50ms'; SET lock_timeout = '60s'")
            for _ in range(TURNS):
                try:
                    pick.choice(deeds(scene, pick))()
                    told["done"] += 1
                except Refusal:
                    told["refused"] += 1
                except OperationalError as error:
                    told[str(error).splitlines()[0]] += 1
        finally:
            connection.close()
        return told

    with ThreadPoolExecutor(WORKERS) as pool:
        told = sum(pool.map(work, range(WORKERS)), Counter())
    assert told["done"] > WORKERS
    assert set(told) <= {"done", "refused"}

    commander = scene["commander"]
    for incident, request in zip(scene["incidents"], scene["requests"], strict=True):
        withdraw_request(actor=commander, request_id=request.pk, reason="x")
        for verb in (Verb.HANDLE, Verb.CONTAIN, Verb.CLOSE):
            move_incident(actor=commander, incident_id=incident.pk, verb=verb, reason="x")
    assert [room for room in Room.objects.all() if journal.first_break(room.key)] == []
