"""Consultations, what they decide, the tasks that follow, and the decision log."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from command.tasking.models import Task
from incidents.actions import activate_response, record_figure
from incidents.joint.actions import (
    cancel_consultation,
    conclude_consultation,
    convene_consultation,
    correct_consultation,
    record_decision,
    record_outcome,
    start_consultation,
)
from incidents.joint.folds import CONSULTATION
from incidents.joint.models import Consultation, Decision
from incidents.joint.selectors.consultations import consultation_of, consultations_of
from incidents.joint.selectors.decisions import decision_of, decisions_of
from incidents.joint.selectors.known import citable, views
from tests import make
from tests.incidents.joint import made
from tests.make import BAOTOU, ORDOS, Post

pytestmark = pytest.mark.django_db


def figure(by, incident, value):
    return record_figure(
        actor=by, incident_id=incident.pk, key="trapped", value=value, unit="person",
        source="现场",
    )  # fmt: skip


def decide(by, incident, **given):
    told = {"decided": "新增安置点3处", **given}
    return record_decision(actor=by, incident_id=incident.pk, **told)


def test_a_consultation_is_convened_begun_concluded_and_its_decisions_become_tasks():
    ordos, incident = made.commander(), make.incident()
    row = convene_consultation(
        actor=ordos, incident_id=incident.pk, kind="video", topic="冰塞会商",
        planned_at=now(), participants=[{"authority": BAOTOU, "name": "包头市"}],
        agenda=["水情", " ", "转移"],
    )  # fmt: skip
    key = {"actor": ordos, "consultation_id": row.pk}
    with pytest.raises(BadTransition):
        conclude_consultation(**key, situation="x")
    start_consultation(**key)
    with pytest.raises(BadTransition):
        cancel_consultation(**key, reason="x")
    due = now() + timedelta(hours=3)
    conclude_consultation(
        **key,
        situation="三小时内再涨0.6米",
        decisions=[
            {"decided": "转移2874人", "owner": make.DALAD, "due_at": due, "is_task": True,
             "task_kind": "rescue_evacuate"},
            {"decided": "请求支援冲锋舟", "owner": BAOTOU, "is_task": True},
            {"decided": "明日再会商"},
        ],
        next_at=now() + timedelta(days=1),
    )  # fmt: skip

    card = consultation_of(row.pk, ordos)
    assert (card.status, card.agenda, len(card.decisions)) == ("concluded", ["水情", "转移"], 3)
    state = row.state
    state.refresh_from_db()
    values, step = CONSULTATION.folded(row)
    assert {name: getattr(state, name) for name in values} == values
    assert state.step == step == 3
    tasks = Task.objects.order_by("number")
    assert [(t.title, t.region_id, t.kind, t.origin) for t in tasks] == [
        ("转移2874人", make.DALAD, "rescue_evacuate", ORDOS),
        ("请求支援冲锋舟", BAOTOU, "hazard_control", ORDOS),
    ]
    first = decision_of(Decision.objects.get(decided="转移2874人").pk, ordos)
    assert first.tasks == [{"id": str(tasks[0].pk), "number": tasks[0].number}]
    assert tasks[0].basis == f"decision.{first.id}"
    assert tasks[0].created_by == ordos
    # The page shows how far the task is, as the journal has it.
    ref = f"task.{tasks[0].pk}"
    assert views(incident.room_id, [ref])[ref]["state"] == "draft"


def test_corrected_minutes_are_a_new_version_and_others_do_not_touch_them():
    ordos, incident = made.commander(), make.incident()
    made.operation(ordos, incident)
    row = made.consultation(made.commander(BAOTOU), incident)  # a member may hold one too
    told = {"consultation_id": row.pk, "situation": "再涨0.8米", "reason": "水文更正"}
    with pytest.raises(NotPermitted):
        correct_consultation(actor=make.person(Post.DUTY_OFFICER, make.HOHHOT), **told)
    assert consultation_of(row.pk, ordos).version == 1
    correct_consultation(actor=ordos, **told)  # whoever leads may
    card = consultation_of(row.pk, ordos)
    assert (card.version, card.situation, card.origin) == (2, "再涨0.8米", BAOTOU)
    with pytest.raises(NotThere):
        consultation_of(row.pk, made.commander(make.ULANQAB))


def test_refused_consultations_change_nothing():
    ordos, incident = made.commander(), make.incident()
    for actor, given, refusal in [
        (made.commander(BAOTOU), {}, NotThere),
        (make.person(Post.OBSERVER, ORDOS), {}, NotPermitted),
        (ordos, {"kind": "tea"}, Invalid),
        (ordos, {"topic": ""}, Invalid),
        (ordos, {"agenda": []}, Invalid),
        (ordos, {"situation": " "}, Invalid),
        (ordos, {"participants": [{"authority": "9"}]}, Invalid),
        (ordos, {"decisions": [{"decided": ""}]}, Invalid),
        (ordos, {"decisions": [{"decided": "x", "basis_refs": ["figure.x"]}]}, Invalid),
        (ordos, {"decisions": [{"decided": "x", "organisation_id": incident.pk}]}, Invalid),
        (ordos, {"started_at": now() + timedelta(hours=1)}, Invalid),
    ]:
        with pytest.raises(refusal):
            made.consultation(actor, incident, **given)
    assert not Consultation.objects.exists()
    assert not Task.objects.exists()
    assert consultations_of(incident.pk, ordos) == []


def test_the_basis_of_a_decision_stays_what_was_known_then():
    ordos, incident = made.commander(), make.incident()
    known = figure(ordos, incident, 16)
    [choice] = citable(incident)
    assert (choice.ref, "16" in choice.label) == (f"figure.{known.pk}", True)
    decision = decide(
        ordos, incident, basis_refs=[choice.ref], basis_text="水位+0.18/30min",
        options=[{"text": "2处", "cons": "不足"}, {"text": "3处", "chosen": True}],
    )  # fmt: skip
    figure(ordos, incident, 41)

    card = decision_of(decision.pk, ordos)
    [basis] = card.basis
    entry = Entry.objects.get(room=basis["room"], seq=basis["seq"])
    assert (basis["view"]["value"], entry.kind) == (16, "figure.recorded")
    assert basis["hash"] == bytes(entry.hash).hex()
    assert [option["chosen"] for option in card.options] == [False, True]
    recorded = Entry.objects.get(kind="decision.recorded")
    assert recorded.payload["basis"] == card.basis


def test_decisions_are_corrected_by_others_once_and_get_an_outcome():
    ordos, incident = made.commander(), make.incident()
    made.operation(ordos, incident)
    first = decide(ordos, incident)
    baotou = make.person(Post.DUTY_OFFICER, BAOTOU)
    with pytest.raises(NotPermitted):
        decide(baotou, incident, corrects=first.pk)
    second = decide(ordos, incident, decided="新增安置点4处", corrects=first.pk)
    with pytest.raises(Conflict):
        decide(ordos, incident, corrects=first.pk)
    with pytest.raises(Invalid):
        decide(ordos, incident, corrects=incident.pk)
    record_outcome(actor=baotou, decision_id=second.pk, text="已启用4处 安置2311人")
    shown = {card.id: card for card in decisions_of(incident.pk, ordos)}
    assert shown[str(first.pk)].corrected_by == str(second.pk)
    assert shown[str(second.pk)].outcomes[0]["by"] == baotou.name
    with pytest.raises(NotThere):
        record_outcome(actor=made.commander(make.ULANQAB), decision_id=first.pk, text="x")
    with pytest.raises(Invalid):
        decide(ordos, incident, options=[{"text": "a", "chosen": True}] * 2)
    with pytest.raises(NotPermitted):
        decide(make.person(Post.OBSERVER, ORDOS), incident)
    assert Decision.objects.count() == 2


def measure():
    return {"jurisdiction": ORDOS, "level": 3, "matter": "凌汛", "measures": "转移",
            "expected_until": now() + timedelta(days=2)}  # fmt: skip


def respond(by, incident):
    return activate_response(actor=by, incident_id=incident.pk, **measure())
