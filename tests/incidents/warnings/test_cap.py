"""Warnings as files: both dialects, there and back; strangers' files."""

from dataclasses import replace

import pytest

from command.core.errors import Invalid, TooLarge, WrongKind
from incidents.warnings.cap import cap12, cncap, dialects
from incidents.warnings.cap.message import Reference
from incidents.warnings.lifecycle import Certainty, Handling, Urgency
from tests.incidents.warnings.messages import REFUSED, message, spoilt, updating

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
