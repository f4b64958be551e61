"""The log of decisions, and joint command by machines."""

from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now

from command.core.models import Entry
from incidents.actions import activate_response, offer_command
from tests import make
from tests.incidents.joint import made
from tests.incidents.joint.test_consultations_and_decisions import decide, figure, measure
from tests.make import BAOTOU, ORDOS, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


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
