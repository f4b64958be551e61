"""Criterion 14: plan to orders in one step, in two browsers at once.

That all exists when the page of the plan at work is first shown is proved here; how long it
takes is not for a suite that shares its machine.
"""

from playwright.sync_api import expect

SETTING = """
from django.utils.timezone import now
from command.core.models import Person
from incidents.actions import report_incident
from plans.models import Plan
officer = Person.objects.get(username="150600.dalad-duty")
incident = report_incident(
    actor=officer, region="150621", event_type="11A05", title="昭君坟段卡冰结坝",
    place="K287+300", point=(40.503, 109.795), occurred_at=now(), grade=2, source="巡堤员",
)
plan = Plan.objects.get(city="150600", title__contains="凌汛")
print(f"ids={plan.pk}/activate/{incident.pk}")
"""
COUNTS = """
from command.tasking.models import Task
from plans.activation.models import PlanNotice
from plans.models import Activation
work = Activation.objects.latest("activated_at")
tasks = Task.objects.filter(incident=work.incident).count()
print(f"made={tasks} {PlanNotice.objects.filter(activation=work).count()}")
"""
DELIVER = "from plans.tasks import deliver_due_notices as d; d()"
PATIENT = 30_000  # milliseconds; the machine may be slow


def test_plan_to_orders_in_one_step(live, seat):
    where = live.run(SETTING).strip().rpartition("ids=")[2]
    commander = seat("150600.commander", path=f"/p/{where}/?level=1")
    expect(commander.locator("[data-count=tasks]").first).to_have_text("28")
    expect(commander.locator("[data-count=notices]").first).to_have_text("312")
    expect(commander.locator("[data-count=gaps]")).to_be_visible()
    commander.locator("button[name=ask]").click()
    commander.wait_for_url("**/p/starts/**")
    request = commander.url

    # Who cannot hold a button presses it once and confirms.
    deputy = seat("150600.deputy", path=request)
    hold = deputy.locator("jc-hold button").first
    hold.focus()
    deputy.keyboard.press("Enter")
    deputy.locator("jc-hold .btn--p").last.click()
    deputy.wait_for_url("**/p/active/**", wait_until="commit")
    made = live.run(COUNTS).strip().rpartition("made=")[2]
    assert made == "28 312"

    commander.goto(deputy.url)
    commander.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    expect(commander.locator("[data-count=delivered]")).to_be_visible()
    live.run(DELIVER)
    expect(commander.locator("[data-count=delivered]")).to_have_text("30", timeout=PATIENT)
    confirmed = commander.locator("[data-count=confirmed]")
    expect(confirmed).to_have_text("0")
    deputy.goto("/p/active/")
    deputy.get_by_role("button", name="确认").or_(
        deputy.get_by_role("button", name="Confirm")
    ).first.click()
    expect(confirmed).to_have_text("1", timeout=PATIENT)
