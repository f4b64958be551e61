"""Warnings as files: both dialects, there and back; strangers' files."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from command.core.errors import Conflict, Invalid, NotPermitted, TooLarge, WrongKind
from command.core.models import Entry, MediaFile
from incidents.warnings import selectors
from incidents.warnings.actions import cancel_warning, import_warning, update_warning
from incidents.warnings.cap import cap12, cncap, dialects
from incidents.warnings.cap.message import Message, Reference
from incidents.warnings.lifecycle import Certainty, Handling, Urgency
from incidents.warnings.models import Obligation, PublicWarning, WarningVersion
from tests import make
from tests.incidents.warnings import made
from tests.make import BAOTOU, DALAD, ORDOS, ULANQAB, Post
from tests.support.client import client_of

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2027, 3, 19, 6, 45, tzinfo=BEIJING)
FIRST = "15060041600000_20270319044500"
RING = ((40.5, 109.7), (40.6, 109.8), (40.5, 109.9), (40.5, 109.7))


def message(**others):
    told = {
        "identifier": "15060041600000_20270319064500",
        "sender": "15060041600000",
        "sender_name": "鄂尔多斯市气象局",
        "sent_at": AT,
        "handling": "actual",
        "kind": "alert",
        "headline": "鄂尔多斯市气象局发布暴雪橙色预警",
        "event_code": "11B05",
        "event_text": "雪灾",
        "category": "Met",
        "level": 2,
        "urgency": "expected",
        "certainty": "likely",
        "effective_at": AT,
        "onset_at": AT + timedelta(hours=1),
        "expires_at": AT + timedelta(days=1),
        "matters": "积雪\n影响交通 <&>",
        "advice": "减少外出",
        "area_text": "达拉特旗、东胜区",
        "regions": (DALAD, "150602"),
        "polygons": (RING,),
        "circles": ((40.5, 109.8, 3000.0),),
        "channels": ("SMS", "SPEAKER"),
        "note": "n",
        "contact": "12379",
        "parameters": (("x", "y"),),
    }
    return Message(**{**told, **others})


def updating(kind="update", **others):
    earlier = Reference(FIRST, "15060041600000", AT - timedelta(hours=2))
    return message(kind=kind, references=(earlier,), **others)


EVERY = [
    message(),
    updating(),
    updating("cancel"),
    message(level=None, polygons=(), circles=(), channels=(), parameters=(), note=""),
    *[message(level=level) for level in (1, 3, 4)],
    *[message(certainty=one) for one in Certainty.values],
    *[message(urgency=one) for one in Urgency.values],
    *[message(handling=one) for one in Handling.values],
    message(circles=((40.123456, -0.5, 0.0), (40.0, 109.0, 1250.5))),
]


@pytest.mark.parametrize("told", EVERY)
def test_nothing_is_lost_on_the_way_there_and_back(told):
    assert dialects.read(cap12.write(told)) == told
    # The national dialect names an earlier message by its identifier alone.
    named = tuple(Reference(one.identifier) for one in told.references)
    assert dialects.read(cncap.write(told)) == replace(told, references=named)


@pytest.mark.parametrize(
    ("level", "oasis", "national"),
    [
        (1, "Extreme", "Red"),
        (2, "Severe", "Orange"),
        (3, "Moderate", "Yellow"),
        (4, "Minor", "Blue"),
        (None, "Unknown", "Unknown"),
    ],
)
def test_row_8_the_two_dialects_differ_where_the_standards_do(level, oasis, national):
    told = message(level=level, handling="exercise")
    one, other = cap12.write(told).decode(), cncap.write(told).decode()
    assert "<circle>40.5,109.8 3</circle>" in one
    assert "<circle>40.5,109.8 3000</circle>" in other
    assert "<sent>2027-03-19T06:45:00+08:00</sent>" in one
    assert "<sendTime>2027-03-19 06:45:00+08:00</sendTime>" in other
    assert f"<severity>{oasis}</severity>" in one
    assert f"<severity>{national}</severity>" in other
    assert "<status>Exercise</status>" in one
    assert "<status>Test</status>" in other
    assert "<polygon>40.5,109.7 40.6,109.8" in one


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("15060041600000_20270319064500", True),
        ("15060041600000_20270319064500_1", True),
        ("150600416A1B2C_20270319064500", True),
        ("15060041600000_2027031906450", False),
        ("1506004160000_20270319064500", False),
        ("15060041600000_20270319064500_12", False),
        ("15060041600000_20270319064500\n", False),
        ("15060041600000-20270319064500", False),
        ("", False),
    ],
)
def test_row_9_an_identifier_of_the_dialect_is_known_by_its_form(text, accepted):
    assert cncap.is_identifier(text) is accepted


def test_the_file_has_the_name_of_the_rule():
    assert cncap.file_name(message()) == "15060041600000_20270319064500_11B05_ORANGE_ALERT.XML"


def spoilt(dialect, before, after):
    content = dialect.write(updating())
    assert before.encode() in content
    return content.replace(before.encode(), after.encode(), 1)


REFUSED = {
    "sent": (cap12, "06:45:00+08:00</sent>", "06:45:00Z</sent>"),
    "identifier": (cap12, "<identifier>", "<identifier>a b,"),
    "severity": (cap12, "Severe", "Bad"),
    "polygon": (cap12, "40.5,109.7</polygon>", "40.5,109.71</polygon>"),
    "circle": (cap12, "40.5,109.8 3<", "109.8,40.5 3<"),
    "references": (cap12, FIRST + ",", FIRST + " "),
    "scope": (cap12, "Public", "Private"),
    "msgType": (cap12, "Update", "Ack"),
    "info": (cap12, "<language>", "<rude/><language>"),
    "sendTime": (cncap, "06:45:00+08:00</sendTime>", "06:45:00Z</sendTime>"),
    "geocode": (cncap, "150621,150602", "150621, 150602"),
    "methodName": (cncap, "SMS", "PIGEON"),
    "effective": (cncap, "<effective>2027-03-19", "<effective>2027-13-19"),
}  # fmt: skip


@pytest.mark.parametrize("element", REFUSED)
def test_a_bad_file_is_refused_by_element_and_reason(element):
    with pytest.raises(Invalid) as refused:
        dialects.read(spoilt(*REFUSED[element]))
    named = "rude" if element == "info" else element
    assert refused.value.detail["element"] == named
    assert refused.value.detail["reason"]


BOMB = b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><alert>&z;</alert>'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", WrongKind),
        (b"<html/>", WrongKind),
        (b"\xff\xd8\xff\xe0 picture", WrongKind),
        (b"<alert><identifier>", WrongKind),
        (b"<alert>\x00</alert>", WrongKind),
        (BOMB, Invalid),
        (b"<alert>" * 40 + b"</alert>" * 40, Invalid),
        (b"<alert>" + b" " * 600_000 + b"</alert>", TooLarge),
        (b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>', Invalid),
        (b"<x><alert/></x>", Invalid),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_message_or_means_harm_is_refused(content, refusal):
    with pytest.raises(refusal):
        dialects.read(content)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_a_foreign_warning_is_taken_in_with_its_file_once_and_its_chain_is_followed(media):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    first = message(identifier=FIRST, sent_at=AT - timedelta(hours=2))
    content = cncap.write(first)
    taken = import_warning(actor=officer, content=content)
    assert taken.new
    told = Entry.objects.count()
    again = import_warning(actor=officer, content=content)
    assert (again.new, again.warning) == (False, taken.warning)
    assert Entry.objects.count() == told
    assert WarningVersion.objects.count() == MediaFile.objects.count() == 1
    assert Obligation.objects.filter(jurisdiction=DALAD).exists()  # an actual orange one

    # The update comes in the other dialect, and finds its chain all the same.
    import_warning(actor=officer, content=cap12.write(updating(level=4)))
    cancelled = updating("cancel", identifier=FIRST + "_1", sent_at=AT + timedelta(hours=1))
    import_warning(actor=officer, content=cncap.write(cancelled))
    warning = PublicWarning.objects.get()
    card = selectors.fresh(warning.pk)
    assert (card.state, card.versions, card.foreign) == ("cancelled", 3, True)
    assert card.unit == "鄂尔多斯市气象局"

    client = client_of(officer)
    version = made.fresh(warning).versions.all()[0]
    path = reverse("api-warning-original", args=[warning.pk])
    assert client.get(path, {"version": str(version.pk)}).content == content
    path = reverse("api-warning-cncap", args=[warning.pk])
    answer = client.get(path, {"version": str(version.pk)}, HTTP_ACCEPT="application/xml")
    assert dialects.read(answer.content) == replace(first, category="Met")
    assert "_ORANGE_ALERT.XML" in answer["Content-Disposition"]
    with pytest.raises(Conflict):
        cancel_warning(actor=officer, warning_id=warning.pk, reason="x", issued_at=AT)


@pytest.mark.django_db
def test_a_file_that_is_refused_changes_nothing(media, settings):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    own = made.warning(by=officer)
    stolen = message(
        kind="cancel",
        sender=own.unit_code,
        identifier=f"{own.unit_code}_20270319064500",
        references=(Reference(made.last(own).identifier, own.unit_code, AT),),
    )
    other = message(identifier=FIRST, sent_at=AT - timedelta(hours=2))
    import_warning(actor=officer, content=cap12.write(other))
    liar = updating(sender="15020041600000", identifier="15020041600000_20270319064500")
    told = (Entry.objects.count(), WarningVersion.objects.count(), MediaFile.objects.count())

    client = client_of(officer)

    def post(content):
        file = SimpleUploadedFile("w.xml", content, content_type="text/plain")
        return client.post(reverse("api-warning-import"), {"file": file})

    for content, status in [
        (spoilt(*REFUSED["severity"]), 400),
        (cncap.write(replace(updating(), references=(Reference(FIRST[:-1] + "9"),))), 400),
        (cap12.write(stolen), 409),
        (cncap.write(replace(stolen, references=(Reference(made.last(own).identifier),))), 409),
        (cncap.write(replace(liar, references=(Reference(FIRST),))), 400),
        (b"not a message", 415),
    ]:
        answer = post(content)
        assert answer.status_code == status, answer.content
    assert post(spoilt(*REFUSED["severity"])).json()["error"]["detail"]["element"] == "severity"
    with pytest.raises(NotPermitted):
        import_warning(actor=make.person(Post.OBSERVER, ORDOS), content=cap12.write(message()))
    now_told = (
        Entry.objects.count() - 2,  # the person who was refused was made known
        WarningVersion.objects.count(),
        MediaFile.objects.count(),
    )
    assert now_told[1:] == told[1:]
    assert len([p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]) == 1


@pytest.mark.django_db
def test_own_warnings_go_out_and_come_back_whole_with_their_chain():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    warning = made.warning(
        by=officer, level=1, regions=[ORDOS, BAOTOU],
        more={
            "polygons": [[list(p) for p in RING]], "circles": [[40.5, 109.8, 3000]],
            "channels": ["SMS"], "certainty": "observed", "contact": "12345",
        },
    )  # fmt: skip
    issued = made.last(warning)
    update_warning(
        actor=officer, warning_id=warning.pk, issued_at=issued.sent_at + timedelta(minutes=5)
    )
    warning = made.fresh(warning)
    for version in selectors.sent(warning):
        told = selectors.message_of(warning, version)
        assert dialects.read(selectors.serialize_cap12(warning, version)) == told
        national = selectors.serialize_cncap(warning, version)
        assert cncap.is_identifier(version.identifier)
        root = etree.fromstring(national)
        first = issued.identifier if version.kind == "update" else None
        assert root.findtext("references") == (first or "")
    client = client_of(make.person(Post.OBSERVER, BAOTOU))
    answer = client.get(reverse("api-warning-cap", args=[warning.pk]))
    assert dialects.read(answer.content).kind == "update"
    hidden = client_of(make.person(Post.OBSERVER, ULANQAB))
    assert hidden.get(reverse("api-warning-cap", args=[warning.pk])).status_code == 404
