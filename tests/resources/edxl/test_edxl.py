"""The request chain as EDXL-RM 1.0: told from our facts, and taken in by our doors."""

from datetime import timedelta

import pytest
from lxml import etree

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere, TooLarge, WrongKind
from command.core.models import MediaFile
from resources.actions import (
    advance_deployment,
    answer_offer,
    answer_request,
    commit_stock,
    offer_resource,
)
from resources.edxl.actions import take_in
from resources.edxl.chain import of_offer, of_request
from resources.edxl.kinds import (
    ANSWERING,
    OPENING,
    OWNERLESS,
    PURE,
    SCHEDULES,
    STATELESS,
    TEAM_URN,
    Kind,
)
from resources.edxl.message import Line, Reply, When
from resources.edxl.parsing import check, parse
from resources.edxl.reading import messages_in
from resources.edxl.writing import element_of, to_xml
from resources.loans.actions import answer_ask, ask_of_loan
from resources.loans.models import Loan, ReceivedMessage
from resources.models import Deployment, ResourceOffer, ResourceRequest
from tests import make
from tests.make import BAOTOU, ORDOS, ULANQAB, Post
from tests.resources.edxl.made import AT, asked, send, sound, told
from tests.resources.edxl.shape import envelope_faults, faults
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_comes_back_as_it_went_out_and_is_as_the_schema_wants_it(kind):
    schedule = tuple(When(name, AT, "K287") for name in sorted(SCHEDULES[kind]))
    line = {
        "resource_id": "stock.x", "name": "库", "schedule": (*schedule, When(schedule[0].type)),
        "description": "冲锋舟 Rescue boat",
    }  # fmt: skip
    if kind not in OWNERLESS:
        line["owner"] = BAOTOU
    if kind not in STATELESS:
        line["status"] = "on_scene"
    if kind == Kind.QUOTE_REPLY:
        line |= {
            "quantity": None,
            "unit": "",
        }  # with a quantity goes a price, and nothing is quoted here
    for recall in ("Cancel", "Update"):
        message = told(kind, line=line, recalls="urn:test:first", recall=recall)
        (found,) = messages_in(to_xml(message))
        assert parse(found) == message
        assert faults(kind, found.root) == []


def test_the_standards_rules_are_kept():
    for kind in ANSWERING:
        with pytest.raises(Invalid, match="ResponseInformation"):
            check(told(kind, line={"reply": None}))
    for kind in PURE:
        with pytest.raises(Invalid, match="ResponseInformation"):
            check(told(kind, line={"reply": Reply("001", "Accept")}))
    with pytest.raises(Invalid, match="PrecedingMessageID"):
        check(told(Kind.RESPONSE, preceding=""))
    with pytest.raises(Invalid, match="ResponseType"):
        check(told(Kind.RESPONSE, line={"reply": Reply("001", "Maybe")}))
    for late in ("Someday", "ActualArrival"):
        with pytest.raises(Invalid, match="ScheduleType"):
            check(told(Kind.REQUEST, line={"schedule": (When(late, AT),)}))
    with pytest.raises(Invalid, match="ResponseReason"):
        check(told(Kind.RESPONSE, line={"reply": Reply("001", "Provisional")}))
    for kind in OPENING:
        with pytest.raises(Invalid, match="PrecedingMessageID"):
            check(told(kind, preceding="urn:test:first"))
    with pytest.raises(Invalid, match="RecallType"):
        check(told(Kind.RESPONSE, recalls="urn:test:first", recall="Undo"))
    with pytest.raises(Invalid, match="OwnershipInformation"):
        check(told(Kind.REQUEST, line={"owner": BAOTOU}))
    for kind in STATELESS:
        with pytest.raises(Invalid, match="ResourceStatus"):
            check(told(kind, line={"status": "on_scene"}))
    with pytest.raises(Invalid, match="ResourceInformation"):
        check(told(Kind.REQUEST, lines=()))
    with pytest.raises(Invalid, match="ResourceInfoElementID"):
        check(told(Kind.REQUEST, lines=(Line(type_value="x"), Line(type_value="x"))))


def test_the_whole_chain_goes_out_and_each_message_names_the_one_before(desks):
    baotou, ordos = desks
    incident, request = asked(desks)
    answer_request(
        actor=baotou, request_id=request.pk, city=BAOTOU, answer="accept", quantity=4
    )
    stock = make.stock(region=BAOTOU, on_hand=9)
    deployment = commit_stock(
        actor=baotou, incident_id=incident.pk, stock_id=stock.pk, quantity=4,
        request_id=request.pk,
    )  # fmt: skip
    for to in ("departed", "on_scene"):
        advance_deployment(actor=baotou, deployment_id=deployment.pk, to=to)
    loan = Loan.objects.get()
    later = loan.due_back + timedelta(hours=9)
    ask_of_loan(actor=ordos, loan_id=loan.pk, ask="extension", until=later, reason="水位")
    answer_ask(actor=baotou, loan_id=loan.pk, is_accepted=True)
    ask_of_loan(
        actor=baotou, loan_id=loan.pk, ask="return", until=loan.due_back, reason="本市告急"
    )
    answer_ask(actor=ordos, loan_id=loan.pk, is_accepted=False, reason="仍在抢险")
    advance_deployment(actor=ordos, deployment_id=deployment.pk, to="released")
    messages, _, number = of_request(request.pk, baotou)
    assert [one.kind.value for one in messages] == [
        "RequestResource", "ResponseToRequestResource", "CommitResource",
        "ReportResourceDeploymentStatus", "ReportResourceDeploymentStatus",
        "RequestExtendedDeploymentDuration", "ResponseToRequestExtendedDeploymentDuration",
        "RequestReturn", "ResponseToRequestReturn", "ReleaseResource",
    ]  # fmt: skip
    first = messages[0].message_id
    assert {one.originating for one in messages} == {first}
    names = [one.message_id for one in messages]
    assert len(set(names)) == len(names)
    assert [names.index(one.preceding) for one in messages[1:5]] == [0, 1, 2, 3]
    assert all(one.preceding in names for one in messages[1:])
    sound(messages)
    # By the interface: an envelope with all of them, for those who may see them.
    answer = client_of(baotou).get(f"/api/requests/{request.pk}/edxl/")
    assert len(messages_in(answer.content)) == len(messages)
    assert envelope_faults(etree.fromstring(answer.content)) == []
    assert number in answer["Content-Disposition"]
    outsider = client_of(make.person(Post.COMMANDER, ULANQAB))
    assert outsider.get(f"/api/requests/{request.pk}/edxl/").status_code == 404


def test_an_offer_goes_out_and_its_acceptance_is_a_requisition(desks):
    incident = make.incident()
    make.request(incident, asked=[BAOTOU])
    offer = offer_resource(
        actor=desks[0],
        incident_id=incident.pk,
        what="WATER",
        quantity=1,
        unit="",
        remark="待命",
    )
    answer_offer(actor=desks[1], offer_id=offer.pk, is_accepted=True)
    messages, _, _ = of_offer(offer.pk, desks[0])
    assert [one.kind.value for one in messages] == [
        "OfferUnsolicitedResource", "RequisitionResource",
    ]  # fmt: skip
    assert messages[0].lines[0].type_urn == TEAM_URN
    assert messages[1].preceding == messages[0].message_id
    answer = client_of(desks[1]).get(f"/api/offers/{offer.pk}/edxl/")
    assert len(messages_in(answer.content)) == 2
    assert envelope_faults(etree.fromstring(answer.content)) == []


def test_a_chain_comes_in_and_knocks_at_our_doors(desks):
    baotou, ordos = desks
    incident = make.incident()
    stock = make.stock(region=BAOTOU, on_hand=9)
    wanted = told(
        Kind.REQUEST, incident_id=str(incident.pk), asked=(BAOTOU,), sender=ORDOS,
        line={"schedule": (When("RequestedArrival", AT, "K287"),)},
    )  # fmt: skip
    # The schema's amount is any number: four may be written as 4.0.
    (decimal,) = messages_in(to_xml(wanted).replace(b">4<", b">4.0<"))
    assert parse(decimal) == wanted
    preview = send(ordos, wanted, is_preview=True)
    assert preview.outcome == "taken"
    assert not ResourceRequest.objects.exists()
    assert not ReceivedMessage.objects.exists()
    send(ordos, wanted)
    request = ResourceRequest.objects.get()
    assert (request.quantity, request.place, request.needed_by) == (4, "K287", AT)
    assert send(ordos, wanted).outcome == "repeated"
    assert ResourceRequest.objects.count() == 1

    # Baotou's system names the request as our chain told it.
    chain, _, _ = of_request(request.pk, baotou)
    follows = {"originating": chain[0].message_id, "preceding": chain[0].message_id}
    send(baotou, told(Kind.RESPONSE, **follows))
    committed = told(Kind.COMMIT, line={"resource_id": f"stock.{stock.pk}"}, **follows)
    send(baotou, committed)
    deployment = Deployment.objects.get()
    assert (deployment.quantity, deployment.request_id) == (4, request.pk)
    after = {"preceding": committed.message_id}
    send(baotou, told(Kind.REPORT, line={"status": "on_scene"}, **after))
    loan = Loan.objects.get()
    commit = next(one for one in of_request(request.pk, ordos)[0] if one.kind == Kind.COMMIT)
    ours = {"preceding": commit.message_id}
    later = (When("RequestedReturnArrival", loan.due_back + timedelta(hours=5)),)
    send(ordos, told(Kind.EXTENSION, line={"schedule": later}, **ours))
    send(baotou, told(Kind.EXTENSION_REPLY, **after))
    sooner = (When("RequestedReturnArrival", loan.due_back - timedelta(hours=5)),)
    send(baotou, told(Kind.RETURN, line={"schedule": sooner}, **after))
    declined = {"reply": Reply("001", "Decline", "仍需")}
    with pytest.raises(Conflict):
        send(ordos, told(Kind.EXTENSION_REPLY, line=declined, **ours))
    send(ordos, told(Kind.RETURN_REPLY, line=declined, **ours))
    send(ordos, told(Kind.RELEASE, **ours))
    send(baotou, told(Kind.REPORT, line={"status": "returned"}, **after))
    deployment.refresh_from_db()
    assert deployment.state.status == "returned"
    assert Loan.objects.get().state.status == "home"
    assert Loan.objects.get().state.due_back == loan.due_back + timedelta(hours=5)

    offered = told(Kind.OFFER, incident_id=str(incident.pk), preceding="")
    send(baotou, offered)
    (offer,) = ResourceOffer.objects.all()
    (out, *_) = of_offer(offer.pk, ordos)[0]
    send(ordos, told(Kind.REQUISITION, preceding=out.message_id))
    assert offer.replies.get().is_accepted


@pytest.mark.parametrize(
    "kind", [Kind.INFORMATION, Kind.QUOTE, Kind.QUOTE_REPLY, Kind.STATUS, "RequestMoon"]
)
def test_what_has_no_counterpart_is_kept_and_refused_with_the_reason(desks, kind, settings):
    content = to_xml(told(Kind.STATUS)).replace(
        b"RequestResourceDeploymentStatus", kind.encode()
    )
    answer = client_of(desks[0]).post("/api/edxl/", content, content_type="application/xml")
    assert answer.status_code == 422
    (outcome,) = answer.json()
    assert outcome["outcome"] == "refused"
    kept = ReceivedMessage.objects.get()
    assert (kept.is_taken, kept.kind, kept.reason) == (False, str(kind), outcome["reason"])
    assert kept.file == MediaFile.objects.get()


BOMB = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
TREE = etree.tostring(element_of(told(Kind.REQUEST)))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", WrongKind),
        (b"no xml", WrongKind),
        (b"<alert/>", WrongKind),
        (BOMB, Invalid),
        (b" " * 600_000, TooLarge),
        (TREE.replace(b"2027-03-19T", b"2027-13-19T"), Invalid),
        (TREE.replace(b">4<", b">many<"), Invalid),
        (TREE.replace(b">4<", b">4.5<"), Invalid),
        (TREE.replace(b">4<", b">0<"), Invalid),
        (TREE.replace(b"MessageID", b"Message"), Invalid),
        (TREE.replace(b"<MessageContentType>Req", b"<MessageContentType>Res"), Invalid),
        (TREE, NotThere),
        (TREE.replace(b"2990102", b"9"), NotThere),
    ],
    ids=range(13),
)
def test_bad_input_is_refused_and_nothing_changed(desks, content, refusal):
    with pytest.raises(refusal):
        take_in(actor=desks[0], content=content)
    assert not ReceivedMessage.objects.exists()
    assert not ResourceRequest.objects.exists()


def test_a_drill_is_not_taken_into_reality_nor_by_an_outsider(desks):
    incident = make.incident()
    given = {"incident_id": str(incident.pk), "asked": (BAOTOU,)}
    with pytest.raises(Conflict):
        send(desks[1], told(Kind.REQUEST, drill=True, **given))
    with pytest.raises(NotPermitted):
        send(make.person(Post.OBSERVER, ORDOS), told(Kind.REQUEST, **given))
    with pytest.raises(NotThere):
        send(desks[0], told(Kind.REQUEST, **given))
    with pytest.raises(NotThere):
        send(desks[0], told(Kind.RELEASE, preceding="urn:uuid:not-one"))
    assert not ReceivedMessage.objects.exists()
