"""The people's pages: filled in, looked at, confirmed; and what they show to whom."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localtime, now

from command.board.selectors import Sight
from command.board.selectors.decisions import decisions
from command.core.ids import new_id
from incidents.actions import propose_response
from incidents.models import ResponseState
from incidents.warnings import selectors
from incidents.warnings.models import ObligationState, PublicWarning
from tests import make
from tests.incidents.test_responses import given
from tests.incidents.warnings import made
from tests.make import BAOTOU, DALAD, ORDOS, ULANQAB, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def filled(**others):
    def at(moment):
        return f"{localtime(moment):%Y-%m-%dT%H:%M}"

    return {
        "unit": "15060000000200",
        "event_type": "11A05",
        "level": "2",
        "onset_at": at(now()),
        "expires_at": at(now() + timedelta(days=1)),
        "issued_at": at(now()),
        "regions": [ORDOS, DALAD],
        "matters": made.MATTERS,
        "advice": made.ADVICE,
        "urgency": "unknown",
        "certainty": "unknown",
        "inform": [BAOTOU],
        "polygon": "40.5,109.7 40.6,109.8 40.5,109.9 40.5,109.7",
        "circle": "40.5,109.8 3",
        **others,
    }


def text(answer):
    return answer.content.decode()


def test_a_warning_is_filled_in_looked_at_confirmed_and_issued_once():
    client = client_of(make.person(Post.DUTY_OFFICER, ORDOS))
    page = reverse("warning-new")
    lacking = client.post(page, filled(step="review", advice="", polygon="40,109 41,110"))
    assert lacking.status_code == 400
    assert "There is a problem" in text(lacking)
    assert made.MATTERS in text(lacking)
    assert "it needs at least four points" in text(lacking)

    asked = client.post(page, filled(step="review"))
    assert "Cities that must acknowledge" in text(asked)
    assert "1 city" in text(asked)
    assert not PublicWarning.objects.exists()
    confirmed = filled(step="do", key=str(new_id()))
    first, again = client.post(page, confirmed), client.post(page, confirmed)
    warning = PublicWarning.objects.get()
    assert first.url == again.url == reverse("warning", args=[warning.pk])
    card = selectors.fresh(warning.pk)
    assert (card.circles, len(card.polygons[0])) == ([[40.5, 109.8, 3000.0]], 4)
    refused = client.post(
        page, filled(step="do", key=str(new_id()), expires_at="2020-01-01T00:00")
    )
    assert refused.status_code == 400
    assert "ends after it begins" in text(refused)

    update = reverse("warning-update", args=[warning.pk])
    assert made.MATTERS in text(client.get(update))
    client.post(update, filled(step="do", key=str(new_id()), level="1"))
    assert selectors.fresh(warning.pk).level == 1
    preview = client.get(reverse("warning-headline"), filled())
    assert "鄂尔多斯市防汛抗旱指挥部发布凌汛灾害橙色预警" in text(preview)
    assert "Choose unit" in text(client.get(reverse("warning-headline"), {"unit": "x"}))


def test_the_pages_show_what_stands_and_who_must_act():
    incident = make.incident()
    warning = made.warning(level=1, incident_id=incident.pk, regions=[ORDOS, BAOTOU])
    officer = make.person(Post.DUTY_OFFICER, BAOTOU)
    client, hidden = client_of(officer), client_of(make.person(Post.COMMANDER, ULANQAB))
    for path in (
        reverse("warnings"),
        reverse("warnings-panel"),
        reverse("warning", args=[warning.pk]),
        reverse("warning-panel", args=[warning.pk]),
    ):
        shown = text(client.get(path))
        assert "Acknowledge for Baotou" in shown, path
        assert "Propose the response" in shown, path
        assert "Red" in shown, path
        assert str(warning.pk) not in text(hidden.get(path)), path
    client.post(reverse("warning-acknowledge", args=[warning.pk]), {"city": BAOTOU})
    assert officer.name in text(client.get(reverse("warnings")))

    commander = make.person(Post.COMMANDER, ORDOS)
    of_room = client_of(commander)
    room = reverse("incident-warnings", args=[incident.pk])
    assert "Must decide about a response" in text(of_room.get(room))
    for part in ("responses", "proposals", "warnings", "duties"):
        path = reverse("incident-warnings-panel", args=[incident.pk, part])
        assert of_room.get(path).status_code == 200
    assert of_room.get(path.replace("duties", "else")).status_code == 404
    assert hidden.get(room).status_code == 404
    duty = ObligationState.objects.get(obligation__jurisdiction=ORDOS)
    decide = reverse("obligation-decide", args=[duty.pk])
    assert of_room.post(decide, {"verdict": "decline"}).status_code == 400
    key = {"HTTP_IDEMPOTENCY_KEY": str(new_id())}
    said = {"verdict": "decline", "reason": "已在响应"}
    assert of_room.post(decide, said, **key).status_code == 204
    assert of_room.post(decide, said, **key).status_code == 204
    lift = reverse("warning-cancel", args=[warning.pk])
    assert client.post(lift, {"reason": "x"}).status_code == 403
    assert of_room.post(lift, {"reason": "险情解除"}).status_code == 204


def test_a_response_is_activated_adjusted_signed_and_ended_by_its_pages():
    incident = make.incident()
    commander, deputy = make.person(Post.COMMANDER, ORDOS), make.person(Post.DEPUTY, ORDOS)
    client = client_of(commander)
    page = reverse("response-new", args=[incident.pk])
    form = {
        "jurisdiction": ORDOS, "level": "3", "matter": "凌汛", "measures": "巡堤",
        "expected_until": f"{localtime(now() + timedelta(days=2)):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    assert client.post(page, {**form, "step": "review", "matter": ""}).status_code == 400
    assert "takes effect now" in text(client.post(page, {**form, "step": "review"}))
    client.post(page, {**form, "step": "do", "key": str(new_id())})
    assert ResponseState.objects.get().level == 3
    grave = {**form, "level": "1"}
    assert "Propose level" in text(client.post(page, {**grave, "step": "review"}))
    until = {"occurred_at": now(), "expected_until": now() + timedelta(days=2)}
    proposal = propose_response(
        actor=make.person(Post.LIAISON, ORDOS), **given(incident, level=1, **until)
    )
    sign = reverse("proposal-sign", args=[proposal.pk])
    assert client.post(sign, {"verdict": "approve"}).status_code == 204
    assert "1/2" in text(client.get(reverse("incident-warnings", args=[incident.pk])))
    assert [d.kind for d in decisions(Sight(commander))] == []
    [waiting] = decisions(Sight(deputy))
    assert (waiting.signed, waiting.needed) == (1, 2)
    answer = reverse("board-decide", args=["response", proposal.pk])
    assert client_of(deputy).post(answer, {"verdict": "approve"}).status_code == 204
    assert ResponseState.objects.get().level == 1
    end = reverse("response-end", args=[incident.pk, ORDOS])
    assert client.post(end, {"reason": ""}).status_code == 400
    assert client.post(end, {"reason": "险情解除"}).status_code == 204
    assert ResponseState.objects.get().level is None


def test_the_board_asks_for_what_a_warning_obliges():
    commander = make.person(Post.COMMANDER, ORDOS)
    made.warning(level=2)
    [asked] = decisions(Sight(commander))
    assert (asked.kind, asked.title) == ("obligation", "Ordos: respond to the Orange warning?")
    answer = reverse("board-decide", args=["obligation", asked.key])
    assert client_of(commander).post(answer, {"verdict": "approve"}).status_code == 204
    assert ResponseState.objects.get().level == 3
    assert decisions(Sight(commander)) == ()


def test_a_bad_file_is_answered_by_element_and_reason_on_the_page():
    client = client_of(make.person(Post.DUTY_OFFICER, ORDOS))
    page = reverse("warning-import")
    assert client.post(page).status_code == 400
    bad = SimpleUploadedFile("w.xml", b"<alert><identifier>1</identifier></alert>")
    answer = client.post(page, {"file": bad})
    assert answer.status_code == 400
    assert "<code>identifier</code>" in text(answer)
    assert not PublicWarning.objects.exists()
