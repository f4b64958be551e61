"""The tab of the room, its forms and papers, and the decision log."""

from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localtime, now

from command.core.ids import new_id
from command.core.models import Entry
from incidents.actions import activate_response, offer_command
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
from tests.incidents.joint.test_consultations_and_decisions import decide, figure, measure
from tests.make import BAOTOU, ORDOS, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


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
          "objectives": operation, "lead-offer": operation, "correct": held, "conclude": held,
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


def test_the_log_shows_decisions_of_all_kinds_with_basis_and_a_chain_that_holds():
    ordos, incident = made.commander(name="云志刚"), make.incident()
    known = figure(ordos, incident, 16)
    decision = decide(
        ordos, incident, basis_refs=[f"figure.{known.pk}"], options=[{"text": "2处"}]
    )
    activate_response(actor=ordos, incident_id=incident.pk, **measure())
    offer_command(actor=ordos, incident_id=incident.pk, to=make.REGION, reason="x")
    client = client_of(ordos)

    def lines(**query):
        answer = client.get(reverse("api-log"), query)
        assert answer.status_code == 200, answer.content
        return [(one["kind"], one["basis"], one["options"]) for one in answer.json()["items"]]

    recorded = ("decision.recorded", ["Figure trapped 16 people 现场"], ["2处"])
    assert lines() == [("response.activated", ["凌汛"], []), recorded]
    assert lines(text="安置点") == [recorded]
    assert lines(city=BAOTOU) == []
    assert lines(person=str(ordos.pk), incident=str(incident.pk), text="现场") == [recorded]
    assert lines(until="2020-01-01T00:00:00Z") == []

    log = client.get(reverse("log"), {"text": "安置点"})
    entry = Entry.objects.get(kind="decision.recorded")
    assert bytes(entry.hash).hex()[:12] in log.content.decode()
    assert reverse("decision", args=[incident.pk, decision.pk]) in log.content.decode()
    proof = reverse("log-chain")
    assert b"Hash chain whole" in client.get(proof, {"room": incident.room_id}).content
    rows = client.get(reverse("log-export", args=["csv"])).content.decode("utf-8-sig")
    assert len(StringIO(rows).readlines()) == 3
    assert bytes(entry.hash).hex() in rows
    assert client.get(reverse("log-export", args=["pdf"])).content.startswith(b"%PDF")
    assert client.get(reverse("log"), {"since": "x"}).status_code == 400

    with connection.cursor() as cursor:  # somebody at the database's console
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_entry SET payload = '{}' WHERE id = %s", [entry.pk])
        cursor.execute("ALTER TABLE core_entry ENABLE TRIGGER USER")
    assert b"Hash chain broken" in client.get(proof, {"room": incident.room_id}).content

    outsider = client_of(made.commander(ULANQAB))
    assert outsider.get(reverse("api-log")).json()["total"] == 0
    assert (
        incident.room_id.encode() not in outsider.get(proof, {"room": incident.room_id}).content
    )
    assert (
        client_of(make.person(Post.SYSTEM_ADMIN, ORDOS)).get(reverse("log")).status_code == 404
    )


def test_a_city_that_was_told_and_not_let_in_signs_on_the_page_of_the_log():
    incident = make.incident()
    notification = made.notification(made.commander(), incident, text="南岸溃口")
    client = client_of(made.commander(BAOTOU))
    assert "南岸溃口" in client.get(reverse("log")).content.decode()
    sent = client.post(reverse("notification-sign", args=[notification.pk]))
    assert sent.status_code == 302
    assert "南岸溃口" not in client.get(reverse("log-waiting")).content.decode()


def test_joint_command_through_the_api():
    incident, ordos = make.incident(), client_of(made.commander())

    def post(name, body, status=200, client=ordos, **path):
        answer = client.post(reverse(name, kwargs=path), body, content_type="application/json")
        assert answer.status_code == status, (name, answer.content)
        return answer.json() if answer.content else None

    here = {"incident_id": incident.pk}
    later = (now() + timedelta(hours=2)).isoformat()
    told = {"name": "联合", "mechanism": "agreement", "members": [BAOTOU], "until": later}
    post("api-incident-operations", {**told, "extra": 1}, 400, **here)
    opened = post("api-incident-operations", told, 201, **here)
    of = {"operation_id": opened["id"]}
    assert post("api-operation-objectives", {"objectives": ["a"]}, **of)["objectives"] == ["a"]
    longer = (now() + timedelta(hours=9)).isoformat()
    assert post("api-operation-extend", {"until": longer, "reason": "x"}, **of)
    assert post("api-operation-command", {"to": BAOTOU, "reason": "x"}, **of)[
        "command_offered_to"] == BAOTOU  # fmt: skip
    post("api-operation-command-withdraw", {"reason": "x"}, **of)
    told = post("api-incident-notifications", {"cities": [BAOTOU], "text": "x"}, 201, **here)
    baotou = client_of(made.commander(BAOTOU))
    assert len(baotou.get(reverse("api-notifications")).json()) == 1
    key = {"notification_id": told["id"]}
    post("api-notification-seen", {}, 200, baotou, **key)
    assert post("api-notification-acknowledge", {}, 200, baotou, **key)["receipts"][0][
        "stage"] == "acknowledged"  # fmt: skip
    body = {
        "kind": "video",
        "topic": "x",
        "planned_at": later,
        "agenda": ["a"],
        "participants": [{"authority": BAOTOU}],
    }
    held = {"consultation_id": post("api-incident-consultations", body, 201, **here)["id"]}
    post("api-consultation-start", {}, **held)
    wanted = {"situation": "x", "decisions": [{"decided": "y", "is_task": True}]}
    [decided] = post("api-consultation-conclude", wanted, **held)["decisions"]
    one = ordos.get(reverse("api-decision", args=[decided])).json()
    assert one["tasks"][0]["number"] == "T-01"
    assert post("api-decision-outcome", {"text": "done"}, decision_id=decided)["outcomes"]
    body = {
        "decided": "z",
        "basis_refs": [f"task.{one['tasks'][0]['id']}"],
        "corrects": decided,
    }
    assert post("api-incident-decisions", body, 201, **here)["corrects"] == decided
    post("api-operation-leave", {"city": BAOTOU, "reason": "x"}, 204, **of)
    post("api-operation-end", {"reason": "x"}, **of)
    for name in ("operations", "notifications", "consultations", "decisions"):
        listed = ordos.get(reverse(f"api-incident-{name}", kwargs=here)).json()
        assert len(listed) == (2 if name == "decisions" else 1)
    assert baotou.get(reverse("api-operation", kwargs=of)).status_code == 404
