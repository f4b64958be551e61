"""A plan fits an incident, is set to work, and shows its course while it runs: no reload."""

import re

import pytest
from playwright.sync_api import expect

SETTING = """
from django.db import transaction
from django.utils.timezone import now
from command.core import authority
from command.core.models import Person
from incidents.actions import report_incident
from plans.actions import draft_plan, publish_plan
officer = Person.objects.get(username="150600.dalad-duty")
incident = report_incident(
    actor=officer, region="150621", event_type="11A05", title="分凌区漫堤",
    place="K288", point=(40.503, 109.795), occurred_at=now(), grade=4, source="巡堤员",
)
def step(key, title, minutes, after=()):
    return {"key": key, "title": title, "kind": "patrol", "role": "R1",
            "due_minutes": minutes, "after": list(after)}
document = {
    "roles": [{"key": "R1", "name": "防汛办", "owner_kind": "organisation",
               "owner": "flood_control", "region": ""}],
    "triggers": [{"key": "G1", "title": "达到二级",
                  "when": [{"on": "grade", "value": 2}]}],
    "steps": [step("T-01", "先查堤", 30), step("T-02", "后加固", 30, ["T-01"]),
              step("T-03", "备料", 50)],
}
with transaction.atomic(), authority.acting_as("150600"):
    plan = draft_plan(actor=None, city="150600", title="分凌专项预案", title_en="Diversion",
                      kind="special", event_types=["11A05"], document=document)
with transaction.atomic(), authority.acting_as("150600"):
    publish_plan(actor=None, plan_id=plan.pk)
print(f"ids={plan.pk} {incident.pk}")
"""
GRADE = """
from command.core.models import Person
from incidents.actions import grade_incident
chief = Person.objects.get(username="150600.commander")
grade_incident(actor=chief, incident_id="INCIDENT", grade=2, reason="水位上涨")
"""
START = """
from command.core.models import Person
from plans.actions import activate_plan
chief = Person.objects.get(username="150600.commander")
work = activate_plan(actor=chief, plan_id="PLAN", incident_id="INCIDENT")
tasks = {row.key: str(row.task_id) for row in work.steps.all()}
print("ids=" + " ".join([str(work.pk), tasks["T-01"], tasks["T-02"], tasks["T-03"]]))
"""
NEXT = """
from django.db import transaction
from command.core import authority
from plans.actions import publish_plan, revise_plan
from plans.models import Plan
plan = Plan.objects.get(pk="PLAN")
document = dict(plan.versions.get(state="published").document)
document["steps"] = [*document["steps"], {**document["steps"][0], "key": "T-09",
                     "title": "新版才有的步骤", "after": []}]
with transaction.atomic(), authority.acting_as("150600"):
    revise_plan(actor=None, plan_id=plan.pk, document=document)
with transaction.atomic(), authority.acting_as("150600"):
    publish_plan(actor=None, plan_id=plan.pk)
"""
SOON = """
from datetime import timedelta
from command.core.models import Person
from command.core.times import clock
from command.tasking.actions import change_deadline
chief = Person.objects.get(username="150600.commander")
change_deadline(actor=chief, task_id="TASK", due_at=clock() + timedelta(seconds=4), reason="急")
"""
DONE = """
from command.tasking.actions import advance_task
for verb in ("acknowledge", "start", "complete"):
    advance_task(actor=None, task_id="TASK", verb=verb)
"""
PATIENT = 60_000  # milliseconds; the machine may be slow
LIVE = "jc-sync[data-state=live]"
SAME = "() => window.sameDocument === true"


def ids(printed):
    return printed.strip().rpartition("ids=")[2].split()


def filled(code, **names):
    for name, value in names.items():
        code = code.replace(name, value)
    return code


@pytest.fixture(scope="module")
def scene(live):
    return ids(live.run(SETTING))


def test_a_plan_is_suggested_started_and_its_course_is_live_on_its_own_version(
    seat, live, scene
):
    plan, incident = scene
    page = seat("150600.commander", path=f"/i/{incident}/plan/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.evaluate("window.sameDocument = true")
    row = page.locator("tr", has_text="分凌专项预案")
    # Type and place fit; the grade of its trigger is not reached yet.
    expect(row).to_contain_text("事件类型相符", timeout=PATIENT)
    start = row.locator("a[href*='/activate/']")
    expect(start).not_to_have_class(re.compile("btn--p"))
    expect(page.locator("tr", has_text="危险化学品")).to_have_count(0)
    live.run(filled(GRADE, INCIDENT=incident))
    expect(start).to_have_class(re.compile("btn--p"), timeout=PATIENT)
    expect(row).to_contain_text("达到二级")
    assert page.evaluate(SAME), "it showed itself without a reload"

    work, first, second, third = ids(live.run(filled(START, PLAN=plan, INCIDENT=incident)))
    page.goto(f"/p/active/{work}/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.evaluate("window.sameDocument = true")
    path, course = page.locator(".c-ac-end"), page.locator(".c-ac-course")

    def state(key, wanted):
        line = course.locator(f"[data-key='{key}']")
        expect(line).to_have_attribute("data-state", wanted, timeout=PATIENT)

    state("T-01", "ready")
    state("T-02", "waiting")
    expect(path).to_contain_text("T-01 → T-02")

    live.run(filled(SOON, TASK=third))
    state("T-03", "late")
    expect(page.locator("#h-course ~ .c-panel__side .c-ac-gap")).to_contain_text("1")

    live.run(filled(NEXT, PLAN=plan))
    live.run(filled(DONE, TASK=first))
    state("T-01", "done")
    state("T-02", "ready")
    live.run(filled(DONE, TASK=second))
    state("T-02", "done")
    # What decides the end now is the step that is late.
    expect(path).to_contain_text("T-03")
    expect(path).not_to_contain_text("T-02")
    expect(page.locator("h1 small").first).to_have_text("v1")
    expect(course.locator("li")).to_have_count(3)
    assert page.evaluate(SAME), "nothing of it needed a reload"

    page.reload()
    expect(page.locator("h1 small").first).to_have_text("v1")
    expect(course.get_by_text("新版才有的步骤")).to_have_count(0)
    page.goto(f"/p/{plan}/")
    expect(page.locator("#step-T-09")).to_contain_text("新版才有的步骤")
    expect(page.locator(".c-planhead p")).to_contain_text("v2")
