"""What was told is taken back: as a message of ours, and by one that comes in."""

import pytest

from command.core.errors import Invalid, NotThere
from resources.actions import (
    answer_request,
    commit_stock,
    recall_deployment,
    withdraw_answer,
    withdraw_request,
)
from resources.edxl.chain import of_request
from resources.edxl.kinds import Kind
from resources.edxl.message import Reply
from resources.models import Deployment, RequestState, ResourceOffer, ResourceRequest
from tests import make
from tests.make import BAOTOU, ORDOS
from tests.resources.edxl.made import asked, send, sound, told

pytestmark = pytest.mark.django_db


def test_what_is_taken_back_goes_out_as_the_recall_of_what_was_said(desks):
    baotou, ordos = desks
    incident, request = asked(desks)
    given = {"actor": baotou, "request_id": request.pk, "city": BAOTOU}
    answer_request(answer="decline", quantity=0, reason="另有任务", **given)
    answer_request(answer="accept", quantity=4, **given)
    stock = make.stock(region=BAOTOU, on_hand=9)
    sent = [
        commit_stock(
            actor=baotou, incident_id=incident.pk, stock_id=stock.pk, quantity=amount,
            request_id=request.pk,
        )
        for amount in (1, 2)
    ]  # fmt: skip
    withdraw_answer(reason="自用", **given)
    recall_deployment(actor=baotou, deployment_id=sent[0].pk, reason="故障")
    withdraw_request(actor=ordos, request_id=request.pk, reason="水退")
    messages, _, _ = of_request(request.pk, baotou)
    sound(messages)
    names = [one.message_id for one in messages]
    recalled = [
        (one.kind.value, one.recall, names.index(one.recalls))
        for one in messages
        if one.recalls
    ]
    assert recalled == [
        ("ResponseToRequestResource", "Update", 1),
        ("ResponseToRequestResource", "Update", 2),
        ("CommitResource", "Cancel", 3),
        ("RequestResource", "Cancel", 0),
        ("CommitResource", "Cancel", 4),
    ]
    assert messages[5].lines[0].quantity == 3


def test_a_recall_comes_in_and_takes_back_what_it_names(desks):
    baotou, ordos = desks
    incident = make.incident()
    given = {"incident_id": str(incident.pk)}
    stock = make.stock(region=BAOTOU, on_hand=9)
    wanted = told(Kind.REQUEST, asked=(BAOTOU,), sender=ORDOS, **given)
    send(ordos, wanted)
    request = ResourceRequest.objects.get()
    first = of_request(request.pk, baotou)[0][0].message_id
    follows = {"originating": first, "preceding": first}
    accepted = told(Kind.RESPONSE, **follows)
    ordered = told(
        Kind.COMMIT, line={"resource_id": f"stock.{stock.pk}", "quantity": 1}, **follows
    )
    offered = told(Kind.OFFER, **given)
    for one in (accepted, ordered, offered):
        send(baotou, one)
    why = {"reply": Reply("001", "Decline", "自用")}
    update = told(Kind.COMMIT, recalls=ordered.message_id, recall="Update", **follows)
    with pytest.raises(Invalid, match="MessageRecall"):
        send(baotou, update)
    with pytest.raises(NotThere):
        send(ordos, told(Kind.RESPONSE, recalls=first, line=why, **follows))

    send(baotou, told(Kind.RESPONSE, recalls=accepted.message_id, line=why, **follows))
    assert RequestState.objects.get().lines[BAOTOU]["quantity"] == 1
    send(baotou, told(Kind.COMMIT, recalls=ordered.message_id, **follows))
    assert Deployment.objects.get().state.status == "cancelled"
    send(baotou, told(Kind.OFFER, recalls=offered.message_id, **given))
    assert ResourceOffer.objects.get().withdrawals.exists()
    back = told(Kind.REQUEST, recalls=wanted.message_id, originating=wanted.message_id, **given)
    send(ordos, back)
    assert send(ordos, back).outcome == "repeated"
    assert RequestState.objects.get().status == "withdrawn"
