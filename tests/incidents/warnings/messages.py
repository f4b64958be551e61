"""Messages as files carry them."""

from datetime import datetime, timedelta, timezone

from incidents.warnings.cap import cap12, cncap
from incidents.warnings.cap.message import Message, Reference
from tests.make import DALAD

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
