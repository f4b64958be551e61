"""What the browser tests of the phone share: a task in somebody's hands, and how to wait."""

COMMANDER, OFFICER, LEADER = "150600.commander", "150600.duty1", "150600.team1"
PATIENT = 30_000  # milliseconds; the machine may be slow

ORDERED = """
from command.core.models import Person
from command.tasking.actions import assign_task
from incidents.actions import report_incident
from datetime import timedelta
from django.utils.timezone import now
boss = Person.objects.get(username="150600.commander")
duty = Person.objects.get(username="150600.duty1")
leader = Person.objects.get(username={leader!r})
incident = report_incident(
    actor=duty, region="150621", event_type="11A05", title="昭君镇段卡冰结坝", place="黄河南岸",
    point=(40.503, 109.795), occurred_at=now() - timedelta(hours=1), grade=2, source="巡堤员",
)
task = assign_task(
    actor=boss, incident_id=incident.pk, title={title!r},
    title_en="Move sixteen people from the ledge",
    kind="rescue_evacuate", assignee_kind="person", assignee_id=leader.pk,
    due_at=now() + timedelta(minutes={minutes}), place="后坝沟 3 号崖台", point=(40.52, 109.81),
    detail="从桥北侧绳降进入。下游二百米有塌方。",
    checklist=[{{"text": "查看水位标尺", "text_en": "Read the gauge"}}], check_in_minutes=30,
)
print("task=" + str(task.pk))
"""


WITHDRAWN = """
from command.core.models import Person
from command.tasking.actions import withdraw_task
boss = Person.objects.get(username="150600.commander")
withdraw_task(actor=boss, task_id={task!r}, reason="人已撤回")
"""


def ordered_to(live, title, *, minutes=40, leader=LEADER):
    """Give the team leader, or another, a task with a place and a checklist; return its id."""
    said = live.run(ORDERED.format(title=title, minutes=minutes, leader=leader))
    return said.strip().rpartition("task=")[2]


def withdrawn(live, task):
    """Take an order back: who had it is free again."""
    live.run(WITHDRAWN.format(task=task))


def ready(page):
    """Wait until the phone shows a task and has what a press needs."""
    page.wait_for_selector("[data-screen=task] [data-next]:visible", timeout=PATIENT)
    page.wait_for_selector("body[data-ready]", timeout=PATIENT)
