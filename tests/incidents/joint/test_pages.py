"""Joint command by pages: every deed has its form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now

from command.core.ids import new_id
from command.core.models import Entry
from incidents.actions import link_incident
from incidents.joint.deeds import DEEDS
from incidents.joint.models import (
    AddresseeState,
    Consultation,
    Decision,
    JointOperation,
    OperationState,
)
from tests import make
from tests.incidents.joint import made
from tests.incidents.joint.test_consultations_and_decisions import decide, figure
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


TUMED_RIGHT = "150221"  # a banner of Baotou


def page(client, incident, status=200, language="en", name="incident-joint", *args):
    answer = client.get(
        reverse(name, args=[incident.pk, *args]), headers={"Accept-Language": language}
    )
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode(errors="replace")


def do(client, incident, act, **given):
    """Send the form of an act as a browser does."""
    address = reverse("incident-joint-act", args=[incident.pk, act])
    return client.post(address, {"key": new_id(), **given})


def soon(**delta):
    return f"{localtime(now() + timedelta(**delta)):%Y-%m-%dT%H:%M}"


def test_an_afternoon_of_joint_command_by_forms():
    incident, ordos = make.incident(grade=2), client_of(made.commander())
    baotou, region = client_of(made.commander(BAOTOU)), client_of(made.commander(make.REGION))
    page(baotou, incident, 404)
    text = page(ordos, incident)
    assert "No joint operation over this incident." in text

    opened = do(
        ordos,
        incident,
        "open",
        name="联合行动",
        mechanism="agreement",
        members=[BAOTOU, make.REGION],
        until=soon(hours=5),
        objectives="零伤亡\n保堤防",
    )
    assert (opened.status_code, opened["Location"]) == (
        302, reverse("incident-joint", args=[incident.pk]),
    )  # fmt: skip
    operation = OperationState.objects.get()
    assert operation.objectives == ["零伤亡", "保堤防"]
    of = str(operation.pk)
    do(ordos, incident, "lead-offer", of=of, to=make.REGION, reason="决口")
    assert "Take the lead" in page(region, incident)
    do(region, incident, "lead-accept", of=of)
    operation.refresh_from_db()
    assert operation.lead_authority == make.REGION

    assert (
        do(ordos, incident, "notify", cities=[BAOTOU, "garrison"], text="险情").status_code
        == 302
    )
    receipt = AddresseeState.objects.get(addressee__to=BAOTOU)
    assert "Acknowledge" in page(baotou, incident)
    do(baotou, incident, "sign", of=receipt.addressee.notification_id)
    receipt.refresh_from_db()
    assert receipt.stage == "acknowledged"

    do(
        ordos,
        incident,
        "convene",
        kind="joint",
        topic="会商",
        planned_at=soon(minutes=5),
        chair="云志刚",
        participants=[ORDOS, BAOTOU],
        others="黄河水文",
        agenda="水情",
    )
    held = Consultation.objects.get()
    do(ordos, incident, "start", of=held.pk)
    rows = {
        "d-TOTAL_FORMS": 2,
        "d-INITIAL_FORMS": 0,
        "d-0-decided": "转移2874人",
        "d-0-owner": make.ORDOS,
        "d-0-is_task": "on",
        "d-1-is_task": "on",
    }
    done = do(ordos, incident, "conclude", of=held.pk, situation="再涨0.6米", **rows)
    assert done.status_code == 302, done.content.decode()[-3000:]
    shown = page(ordos, incident)
    assert "转移2874人" in shown
    assert "→ T-01" in shown
    assert "Draft" in shown
    text = page(ordos, incident, 200, "zh-hans", "consultation", held.pk)
    assert "黄河水文" in text
    paper = ordos.get(reverse("consultation-minutes", args=[incident.pk, held.pk, "pdf"]))
    assert paper.content.startswith(b"%PDF")
    assert page(ordos, incident, 400, "en", "consultation-minutes", held.pk, "odt")


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why():
    incident, ordos = make.incident(), client_of(made.commander())
    told = {"name": "联合行动", "mechanism": "agreement", "members": [BAOTOU]}
    answer = do(ordos, incident, "open", **told, until=soon(hours=-1))
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "The share would be over before it begins." in text
    assert 'value="联合行动"' in text
    assert "autofocus" in text
    assert do(ordos, incident, "open", **told, until="").status_code == 400
    assert do(ordos, incident, "extend", of="x").status_code == 400
    assert do(ordos, incident, "extend", of=new_id(), reason="x", members=[BAOTOU],
              until=soon(hours=1)).status_code == 404  # fmt: skip
    officer = client_of(make.person(Post.DUTY_OFFICER, ORDOS))
    assert do(officer, incident, "open", **told, until=soon(hours=1)).status_code == 403
    assert not JointOperation.objects.exists()


def test_what_only_machines_could_do_has_its_forms():
    incident, part = make.incident(grade=2), make.incident(title="溃口", place="K300")
    chief = made.commander()
    ordos, banner = client_of(chief), client_of(make.person(Post.LIAISON, TUMED_RIGHT))
    link_incident(actor=chief, incident_id=part.pk, parent_id=incident.pk, reason="同一凌汛")
    do(ordos, incident, "open", name="联合行动", mechanism="agreement", members=[BAOTOU],
       banners=[TUMED_RIGHT], until=soon(hours=5), objectives="零伤亡\n保堤防")  # fmt: skip
    operation = OperationState.objects.get()
    of = str(operation.pk)
    assert TUMED_RIGHT in operation.members
    assert "土默特右旗" in page(banner, incident, 200, "zh-hans")

    # A further incident comes under it; those that belong together are offered first.
    form = reverse("incident-joint-act", args=[incident.pk, "widen"])
    offered = ordos.get(form, {"of": of}, headers={"Accept-Language": "en"}).content.decode()
    assert "溃口 · part of the same incident" in offered
    page(banner, part, 404)
    assert do(ordos, incident, "widen", of=of, incident_id=new_id(), until=soon(hours=5)
              ).status_code == 400  # fmt: skip
    do(ordos, incident, "widen", of=of, incident_id=part.pk, until=soon(hours=5))
    assert "溃口" in page(banner, part)

    # An objective is ticked, once, and opened again; whoever does not lead may not.
    tick = {"of": of, "objective": "保堤防", "reached": "on"}
    assert do(client_of(make.person(Post.DUTY_OFFICER, BAOTOU)), incident, "reached", **tick
              ).status_code == 403  # fmt: skip
    for _ in range(2):
        do(ordos, incident, "reached", **tick)
    told = Entry.objects.filter(room=incident.room_id, kind="operation.objective_reached")
    assert told.count() == 1
    do(ordos, incident, "objectives", of=of, objectives="保堤防\n转移")
    assert 'aria-checked="true"' in page(ordos, incident)
    assert OperationState.objects.get().reached["保堤防"]["by"] == chief.name
    do(ordos, incident, "reached", of=of, objective="保堤防")
    assert 'aria-checked="true"' not in page(ordos, incident)
    assert do(ordos, incident, "reached", of=of, objective="x").status_code == 400

    # An organisation, not only an authority, owns a decision.
    body, _people = tasking.organisation()
    owner = f"organisation:{body.pk}"
    do(
        ordos,
        incident,
        "decide",
        decided="转移",
        decided_by="云志刚",
        owner=owner,
        is_task="on",
    )
    assert Decision.objects.get().organisation == body
    assert body.name_zh in page(ordos, incident, 200, "zh-hans")
    assert page(ordos, incident, 200, "zh-hans", "decision", Decision.objects.get().pk)

    # A banner may be let go, and somebody let in without an operation.
    do(ordos, incident, "leave", of=of, city=TUMED_RIGHT, reason="完成")
    page(banner, incident, 404)
    do(ordos, incident, "share", banners=[TUMED_RIGHT], until=soon(hours=5), reason="通报")
    assert "通报" in page(banner, incident)
    assert do(ordos, incident, "share", until=soon(hours=5), reason="x").status_code == 400


def test_a_form_that_is_sent_twice_is_done_once():
    incident, ordos = make.incident(), client_of(made.commander())
    key = new_id()
    for _ in range(2):
        sent = do(
            ordos,
            incident,
            "decide",
            key=key,
            decided="转移",
            decided_by="云志刚",
            options="*甲 | 快\n乙",
        )
        assert sent.status_code == 302, sent.content.decode()[-2000:]
    decision = Decision.objects.get()
    assert [(o["text"], o["pros"], o["chosen"]) for o in decision.options] == [
        ("甲", "快", True),
        ("乙", "", False),
    ]


def test_every_form_is_drawn_in_both_languages():
    ordos, incident = made.commander(), make.incident(grade=2)
    figure(ordos, incident, 16)
    operation = made.operation(ordos, incident)
    held, notification = made.consultation(ordos, incident), made.notification(ordos, incident)
    decision = decide(ordos, incident, basis_text="水位")
    client = client_of(ordos)
    of = {"join": operation, "extend": operation, "leave": operation, "end": operation,
          "objectives": operation, "widen": operation, "reached": operation,
          "lead-offer": operation, "correct": held, "conclude": held,
          "call": notification, "outcome": decision}  # fmt: skip
    for act, deed in DEEDS.items():
        address = reverse("incident-joint-act", args=[incident.pk, act])
        subject = f"?of={of[act].pk}&to=garrison" if act in of else ""
        for language in ("zh-hans", "en"):
            answer = client.get(address + subject, headers={"Accept-Language": language})
            assert answer.status_code == 200, act
            assert (deed.form is None) or b"<label" in answer.content
    for name in ("operations", "command", "notifications", "consultations", "decisions"):
        assert page(client, incident, 200, "en", "incident-joint-panel", name)
    assert "nothing" not in page(client, incident, 404, "en", "incident-joint-panel", "x")
    assert page(client, incident, 200, "en", "decision", decision.pk)
