"""The pages of plans at work: what they show, what they do, and to whom."""

import re

import pytest
from django.urls import reverse

from command.board.decide import decide
from command.board.selectors import Sight
from command.board.selectors.decisions import decisions
from command.core import authority
from command.tasking.models import Task
from plans.actions import activate_plan
from plans.activation.actions import ask_start, deliver_notices
from plans.activation.models import Contact, PlanNotice, StartRequest
from plans.activation.selectors.suggest import suggestions
from plans.models import Activation
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans.activation import world as worlds
from tests.support.client import client_of
from tests.support.later import later
from tests.support.once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, worlds.world) as scene:
        yield scene


@pytest.fixture
def scene(shared, db):
    return shared


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    return answer, answer.content.decode()


def filled(text):
    """Return what the form of a preview carries, as a browser would send it."""
    told = dict(re.findall(r'name="(level|seen|key)" value="([^"]*)"', text))
    told["seen"] = told["seen"].replace("&quot;", '"')
    shown = re.findall(r'name="shown" value="([^"]*)"', text)
    return {**told, "shown": shown, "notice": shown}


def test_a_start_is_previewed_and_carried_out_once(scene):
    client = client_of(scene.commander)
    where = (scene.plan.pk, scene.incident.pk)
    answer, text = page(client, "plan-activate", *where, level=3)
    assert answer.status_code == 200
    assert 'data-count="notices">6<' in text
    given = filled(text)
    path = reverse("plan-activate", args=where)
    first, again = client.post(path, given), client.post(path, given)
    work = Activation.objects.get()
    assert first.url == again.url == reverse("activation", args=[work.pk])
    assert Task.objects.count() == 1
    assert client.post(path, {**given, "key": ""}).status_code == 409
    for name in ("activation", "activations", "contacts"):
        args = [work.pk] if name == "activation" else []
        assert page(client, name, *args)[0].status_code == 200
    for part in ("course", "receipts"):
        answer = client.get(
            reverse("activation", args=[work.pk]),
            {"part": part},
            headers={"HX-Request": "true"},
        )
        assert answer.status_code == 200


def test_what_has_changed_since_the_preview_is_said_and_nothing_is_done(scene):
    client = client_of(scene.commander)
    where = (scene.plan.pk, scene.incident.pk)
    given = filled(page(client, "plan-activate", *where, level=3)[1])
    worlds.contacts(8)
    answer = client.post(reverse("plan-activate", args=where), given)
    assert answer.status_code == 409
    assert "notice N-02" in answer.content.decode()
    assert not Activation.objects.exists()
    for wrong in ({"level": "9"}, {"seen": "x"}, {"level": "x"}, {"key": "x"}):
        answer = client.post(reverse("plan-activate", args=where), {**given, **wrong})
        assert answer.status_code == 400


def test_signers_find_the_request_in_their_queue_and_the_last_one_starts(scene):
    client = client_of(scene.commander)
    where = (scene.plan.pk, scene.incident.pk)
    given = filled(page(client, "plan-activate", *where, level=1)[1])
    client.post(reverse("plan-activate", args=where), {**given, "ask": "1"})
    request = StartRequest.objects.get()
    assert "start" not in {d.kind for d in decisions(Sight(scene.commander))}
    [waits] = [d for d in decisions(Sight(scene.deputy)) if d.kind == "start"]
    assert (waits.key, waits.signed, waits.needed) == (str(request.pk), 0, 1)
    for reader in (scene.commander, scene.deputy):
        assert page(client_of(reader), "plan-start", request.pk)[0].status_code == 200
        assert page(client_of(reader), "activations")[0].status_code == 200
    decide(
        actor=scene.deputy,
        kind="start",
        key=waits.key,
        verdict="approve",
        reason="",
        quantity="",
    )
    assert Task.objects.count() == 4


def test_outsiders_see_nothing_of_it(scene):
    request = ask_start(
        actor=scene.commander, plan_id=scene.plan.pk, incident_id=scene.incident.pk, level=1
    )
    work = worlds.started(scene, 3)
    outsider = client_of(make.person(Post.COMMANDER, BAOTOU))
    for name, args in (
        ("plan-start", [request.pk]),
        ("activation", [work.pk]),
        ("plan-activate", [scene.plan.pk, scene.incident.pk]),
    ):
        assert page(outsider, name, *args)[0].status_code == 404
    assert scene.incident.title not in page(outsider, "activations")[1]
    assert "演练用户" not in page(outsider, "contacts")[1]
    member = client_of(make.person(Post.TEAM_MEMBER, ORDOS))
    assert "演练用户" not in page(member, "contacts")[1]
    assert "演练用户" not in page(member, "activation", work.pk)[1]
    assert "演练用户" in page(client_of(scene.commander), "contacts")[1]


def test_a_plan_at_work_is_stepped_amended_and_ended_from_its_page(scene):
    client = client_of(scene.commander)
    work = worlds.started(scene, 3)
    path = reverse("activation-act", args=[work.pk])

    def act(**given):
        return client.post(path, given).status_code

    assert act(act="confirm", step="T-05", number="1") == 302
    assert act(act="due", step="T-05", minutes="90", reason="") == 400
    assert act(act="due", step="T-05", minutes="90", reason="风大") == 302
    added = {"new_key": "X-01", "title": "加固", "kind": "patrol", "role": "R0"}
    assert act(act="add", minutes="30", reason="险情", **added) == 302
    assert act(act="skip", step="T-05", reason="不需要") == 302
    assert act(act="step", level="4", reason="缓解") == 302
    assert act(act="nothing", reason="x") == 400
    assert act(act="end", reason="解除") == 302
    assert act(act="end", reason="解除") == 409
    assert set(Task.objects.values_list("state__status", flat=True)) == {"cancelled"}


def test_the_course_shows_the_critical_path_and_what_is_late(scene):
    client = client_of(scene.commander)
    given = {"plan_id": scene.plan.pk, "incident_id": scene.incident.pk, "level": 2}
    with authority.acting_as(ORDOS):
        work = activate_plan(actor=None, **given)
    told = page(client, "activation", work.pk)[1]
    assert re.search(r"Critical path:\s+T-01 → T-03", told)
    assert 'data-state="late"' not in told
    with later(minutes=70):
        told = page(client_of(scene.commander), "activation", work.pk)[1]
    assert 'data-state="late" data-key="T-01"' in told
    assert re.search(r"1\d min later", told)


def test_a_notice_is_confirmed_by_whom_it_came_to(scene):
    worlds.started(scene, 3, by=scene.commander, unticked=["N-02"])
    notice = PlanNotice.objects.get()
    notice.state.due_at = notice.queued_at
    notice.state.save(update_fields=["due_at"])
    deliver_notices(actor=None)
    client = client_of(scene.leader)
    assert "到岗" in page(client, "activations")[1]
    path = reverse("plan-notice", args=[notice.pk])
    assert client.post(path, {"stage": "confirmed"}).status_code == 302
    assert client.post(path, {"stage": "queued"}).status_code == 400
    notice.state.refresh_from_db()
    assert notice.state.stage == "confirmed"


def test_contacts_are_entered_one_by_one_or_from_a_file_all_or_none(scene):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of(scene.commander)
    path = reverse("contacts")
    good = "list,region,name,unit,phone\nhospital,150621,演练用户91,医院,13900009991\n"
    bad = good + "hospital,150100,演练用户92,医院,13900009992\n"

    def file(text):
        return {"file": SimpleUploadedFile("c.csv", text.encode())}

    assert client.post(path, file(bad)).status_code == 400
    assert not Contact.objects.filter(list="hospital").exists()
    assert [client.post(path, file(good)).status_code for _ in range(2)] == [302, 302]
    row = Contact.objects.get(list="hospital")
    assert client.post(reverse("contact", args=[row.pk]), {"in_use": "no"}).status_code == 302
    row.refresh_from_db()
    assert row.in_use is False


def test_plans_are_suggested_by_kind_place_and_triggers(scene):
    [found] = suggestions(scene.incident, scene.commander)
    assert (found.plan, found.fired) == (scene.plan.pk, True)
    text = page(client_of(scene.commander), "incident-plan", scene.incident.pk)[1]
    assert reverse("plan-activate", args=[scene.plan.pk, scene.incident.pk]) in text
