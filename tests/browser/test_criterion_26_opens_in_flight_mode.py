"""Criterion 26 of the screens' specification: the application opens in flight mode.

That it opens without asking anybody is proved here; how long it takes is not for a suite that
shares its machine.
"""

import re
from datetime import UTC, datetime
from uuid import uuid4

from tests.browser.test_tasks import LEADER, PHONE
from tests.support.handset import PATIENT, Handset
from tests.support.live import wait_until
from tests.support.proxy import through

# A plan at work on an incident, whose first order is in the hands of the leader's team.
SETTING = """
from django.utils.timezone import now
from command.core.models import Person
from command.tasking.actions import reassign_task
from command.tasking.selectors import in_hands_of
from incidents.actions import report_incident
from plans.actions import activate_plan
from plans.activation.actions import ask_start, sign_activation
from plans.models import ActivationStep, Plan

people = {p.username: p for p in Person.objects.filter(username__startswith="150600")}
commander, leader = people["150600.commander"], people["150600.team1"]
incident = report_incident(
    actor=people["150600.dalad-duty"], region="150621", event_type="11A05",
    title="Ice in flight mode", place="K287+300", point=(40.503, 109.795),
    occurred_at=now(), grade=2, source="dike patrol",
)
plan = Plan.objects.get(city="150600", title__contains="凌汛")
asked = ask_start(actor=commander, plan_id=plan.pk, incident_id=incident.pk, level=1)
sign_activation(actor=people["150600.deputy"], request_id=asked.pk, verdict="sign")
steps = ActivationStep.objects.filter(activation__incident=incident)
task = steps.filter(task__state__status="issued").order_by("key").first().task
reassign_task(
    actor=commander, task_id=task.pk, assignee_kind="organisation",
    assignee_id=leader.organisation_id, reason="They are nearer.",
)
print(f"task={task.pk}")
"""
KEPT = """async () => {
  const urls = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const one of await cache.keys()) urls.push(new URL(one.url).pathname)
  }
  return urls
}"""
# From the first byte asked for to the task on the screen, by the page's own clock.
OPENED = """async () => {
  while (!document.querySelector('[data-one]:not([hidden]) [data-title]')?.textContent)
    await new Promise((go) => setTimeout(go, 10))
  return performance.now()
}"""
AREA = """async ([path, task]) => {
  const area = globalThis.$jc?.[path] ?? await import(path)
  return Boolean(await area.areaOf(task))
}"""
SCREENS = ["tasks", "report", "photo", "messages", "outbox", "profile", "help", "map"]


def test_criterion_26_a_cold_start_without_a_network_shows_my_task_its_map_and_whom_to_call(
    live, seat, desk
):
    task = live.run(SETTING).strip().rpartition("task=")[2]
    taken(desk(LEADER), task, "acknowledge")
    known = desk(LEADER).get("/m0/state/")[1]
    (order,) = [one for one in known["tasks"] if one["id"] == task]
    with through(live.port, seed=26) as link:
        phone = seat(LEADER, "en", f"/m0/{task}/", PHONE, address=link.address)
        handset = Handset(phone).installed()
        phone.evaluate(OPENED)
        kept_area = [handset.module("area"), task]
        wait_until(lambda: phone.evaluate(AREA, kept_area), "the surroundings to be kept")
        kept = phone.evaluate(KEPT)
        context = phone.context
        phone.close()
        link.blackout()
        context.set_offline(True)
        asked = len(link.requests)

        # From nothing to the order, the steps of its plan, and whom to call.
        cold = context.new_page()
        cold.goto(f"/m0/{task}/")
        cold.evaluate(OPENED)
        cold.get_by_role("heading", name=order["title_en"] or order["title"]).wait_for()
        cold.locator(".f-net[data-net=offline]").wait_for(timeout=PATIENT)
        cold.locator("[data-screen=task] [data-more]").click()
        assert cold.locator("[data-plan] li:visible").count() == len(known["steps"][task])
        cold.locator("[data-screen=task] [data-call-open]").click()
        for one in [*known["hotline"], *known["contacts"]]:
            number = re.sub(r"[^0-9+]", "", one["phone"])
            cold.locator(f"#sheet-call a[href='tel:{number}']").first.wait_for(timeout=PATIENT)

        # Every screen opens, also for the first time, and the map shows what is kept.
        for name in SCREENS:
            cold.goto(f"/m0/{name}/")
            cold.locator(f"body[data-shown={name}]").wait_for(timeout=PATIENT)
            assert cold.locator(f"[data-screen={name}]").is_visible()
        surroundings = cold.locator("[data-screen=map]")
        surroundings.locator("canvas, svg.leaflet-zoom-animated").first.wait_for(
            timeout=PATIENT
        )
        surroundings.locator("[data-kept]:visible").wait_for(timeout=PATIENT)
        surroundings.locator("[data-act=list]").click()
        cold.locator("#sheet-dangers[open]").wait_for(timeout=PATIENT)
        assert len(link.requests) == asked

        # A step done now is kept, shown, and sent when the network is back.
        cold.goto(f"/m0/{task}/")
        cold.evaluate(OPENED)
        cold.locator("[data-next]").click()
        cold.locator("[data-said]").wait_for(timeout=PATIENT)
        handset = Handset(cold)
        assert handset.states() == {"held": 1}
        context.set_offline(False)
        link.restore()
        handset.nudge()
        wait_until(lambda: handset.states() == {"delivered": 1}, "the step to arrive")

    # Nothing of anybody is in the worker's files: only the application and two empty shells.
    pages = [path for path in kept if not path.startswith("/static/")]
    assert sorted(pages) == ["/m0/shell/en/", "/m0/shell/zh-hans/"]


def taken(team, task, verb):
    """Take a step of an order at once, as another phone of the team would."""
    at = datetime.now(UTC).isoformat()
    act = {
        "id": str(uuid4()), "sequence": 1, "kind": "step", "created_at": at,
        "payload": {"task_id": task, "verb": verb}, "base_version": None, "needs": [],
    }  # fmt: skip
    body = {"device": str(uuid4()), "version": "test", "sent_at": at, "operations": [act]}
    status, told = team.post("/m0/operations/", body)
    assert (status, told["results"][0]["outcome"]) == (200, "applied"), told
