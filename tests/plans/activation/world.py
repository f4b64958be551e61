"""A plan with levels, notices, needs and a condition, and those it concerns."""

from types import SimpleNamespace

from django.db import transaction

from command.core import authority
from plans.actions import activate_plan, draft_plan, publish_plan
from plans.activation.actions import keep_contacts
from plans.activation.actions.contacts import Given
from plans.activation.selectors.outline import outline
from plans.document import document_of
from tests import make
from tests.make import DALAD, ORDOS, Post
from tests.plans import made
from tests.plans.made import step
from tests.tasking import made as tasking

BOATS = "2990102"


def contacts(count=5, name="village", region=DALAD):
    """Enter people of a list of Ordos."""
    people = [
        Given(name, region, f"演练用户{n:02d}", "示例村", f"1390000{n:04d}")
        for n in range(count)
    ]
    with transaction.atomic(), authority.acting_as(ORDOS):
        return keep_contacts(actor=None, city=ORDOS, people=people)


def document(**parts):
    """Return what the plan says: three steps at level II, one more at level I."""
    told = made.document(
        step("T-01", due_minutes=60, levels=[1, 2]),
        step("T-02", offset_minutes=30, due_minutes=30, levels=[1, 2]),
        step("T-03", after=["T-01"], due_minutes=30, levels=[1, 2]),
        step("T-04", due_minutes=45, levels=[1]),
        step(
            "T-05",
            due_minutes=20,
            levels=[3],
            when=[{"on": "grade", "value": 2}, {"on": "hand", "says": "堤顶可通行"}],
        ),
    )
    notices = [
        {"key": "N-01", "to_kind": "post", "to": "duty_officer", "counties": True,
         "text": "启动凌汛预案", "levels": [1, 2]},
        {"key": "N-02", "to_kind": "contacts", "to": "village", "text": "请转移"},
        {"key": "N-03", "to_kind": "organisation", "to": "flood_control", "text": "到岗",
         "offset_minutes": 10},
    ]  # fmt: skip
    return {**told, "notices": notices, **parts}


def world(**parts):
    """Make the plan, its people and an incident."""
    _unit, [leader] = tasking.organisation(kind="flood_control")
    commander = make.person(Post.COMMANDER, ORDOS)
    deputy = make.person(Post.DEPUTY, ORDOS)
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    contacts()
    with transaction.atomic(), authority.acting_as(ORDOS):
        plan = draft_plan(
            actor=None,
            city=ORDOS,
            title="黄河凌汛应急预案",
            title_en="Ice-Flood Plan",
            kind="special",
            event_types=["11A05"],
            document=document(**parts),
        )
        publish_plan(actor=None, plan_id=plan.pk)
    incident = make.incident(by=officer)
    return SimpleNamespace(**locals())


def will(scene, level, by=None):
    """Return the outline as ``by`` would see it."""
    return outline(
        document_of(scene.plan.versions.get()),
        ORDOS,
        level,
        incident=scene.incident,
        person=by or scene.commander,
    )


def started(scene, level=3, by=None, **given):
    """Start the plan at a level that takes no signature."""
    return activate_plan(
        actor=by or scene.commander,
        plan_id=scene.plan.pk,
        incident_id=scene.incident.pk,
        level=level,
        **given,
    )
