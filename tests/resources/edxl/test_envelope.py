"""The envelope of EDXL-DE 1.0: as its schema wants it going out, taken whole coming in."""

import pytest
from lxml import etree

from command.core.errors import Invalid
from resources.edxl.actions import take_in
from resources.edxl.kinds import DE, MSG, RM, Kind
from resources.edxl.reading import messages_in
from resources.edxl.writing import envelope, to_xml
from resources.loans.models import ReceivedMessage
from resources.models import ResourceRequest
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS
from tests.resources.edxl.made import told
from tests.resources.edxl.shape import envelope_faults
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("drill", [False, True])
@pytest.mark.parametrize("asked", [(), (BAOTOU,), (BAOTOU, HOHHOT)], ids=len)
def test_an_envelope_is_as_the_schema_wants_it_whatever_it_holds(asked, drill):
    # With a quantity in it, the answer about a price has a price; nothing is quoted here.
    priceless = {Kind.QUOTE_REPLY: {"quantity": None, "unit": ""}}
    every = [
        told(kind, asked=asked, drill=drill, line=priceless.get(kind, {})) for kind in Kind
    ]
    for messages in ([], every):
        content = envelope(messages, name="RR-01", sender=ORDOS, drill=drill)
        assert envelope_faults(etree.fromstring(content)) == []


def test_a_drill_says_so_in_the_envelope_and_in_each_message():
    message = told(Kind.REQUEST, drill=True)
    content = envelope([message], name="RR-01", sender=ORDOS, drill=True)
    assert b"<distributionStatus>Exercise<" in content
    assert envelope_faults(etree.fromstring(content)) == []
    (found,) = messages_in(content)
    assert found.drill
    (alone,) = messages_in(to_xml(message))
    assert alone.drill


BROKEN = {
    "no distributionID": (b"<distributionID>x</distributionID>", b""),
    "no senderID": (b"<senderID>urn:gbt2260:150600</senderID>", b""),
    "no confidentiality": (b"UNCLASSIFIED AND NOT SENSITIVE", b""),
    "no zone": (b"06:00:00.000000+00:00</dateTimeSent>", b"06:00:00</dateTimeSent>"),
    "no such type": (b">Report<", b">Reports<"),
    "no such status": (b">Actual<", b">Certain<"),
    "nothing in it": (b"embeddedXMLContent>", b"keyXMLContent>"),
    "something else in it": (b"<xmlContent>", b"<nonXMLContent>"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_an_envelope_that_the_schema_refuses_is_refused_and_nothing_changed(desks, broken):
    incident = make.incident()
    request = told(Kind.REQUEST, incident_id=str(incident.pk), asked=(BAOTOU,))
    content = envelope([request], name="x", sender=ORDOS, drill=False)
    old, new = broken
    assert old in content
    wrong = content.replace(old, new)
    if b"nonXMLContent" in new:
        wrong = wrong.replace(b"</xmlContent>", b"</nonXMLContent>")

    with pytest.raises(Invalid):
        take_in(actor=desks[1], content=wrong)

    assert not ReceivedMessage.objects.exists()
    assert not ResourceRequest.objects.exists()


def test_what_comes_beside_a_message_is_not_passed_over(desks):
    """A picture beside the request would be lost without a word: nothing is taken."""
    incident = make.incident()
    request = told(Kind.REQUEST, incident_id=str(incident.pk), asked=(BAOTOU,))
    root = etree.fromstring(envelope([request], name="x", sender=ORDOS, drill=False))
    beside = etree.SubElement(root, f"{{{DE}}}contentObject")
    picture = etree.SubElement(beside, f"{{{DE}}}nonXMLContent")
    etree.SubElement(picture, f"{{{DE}}}mimeType").text = "image/jpeg"

    with pytest.raises(Invalid, match="contentObject"):
        take_in(actor=desks[1], content=etree.tostring(root))

    assert not ResourceRequest.objects.exists()


def test_an_envelope_is_taken_whole_or_not_at_all(desks):
    incident = make.incident()
    good = told(Kind.REQUEST, incident_id=str(incident.pk), asked=(BAOTOU,))
    bad = told(Kind.RELEASE)
    content = envelope([good, bad], name="x", sender=ORDOS, drill=False)
    client = client_of(desks[1])
    answer = client.post("/api/edxl/", content, content_type="application/xml")
    assert answer.status_code == 404
    assert not ResourceRequest.objects.exists()
    only = envelope([good], name="x", sender=ORDOS, drill=False)
    seen = client.post("/api/edxl/?preview=true", only, content_type="text/xml")
    assert (seen.status_code, seen.json()[0]["outcome"]) == (200, "taken")
    done = client.post("/api/edxl/", only, content_type="application/xml")
    assert done.status_code == 201
    assert done.json()[0]["about"] == f"request.{ResourceRequest.objects.get().pk}"
    assert RM in MSG
