"""What a response says, and the levels that an incident has."""

from tests import make


def given(incident, jurisdiction=make.ORDOS, level=3, **others):
    return {
        "incident_id": incident.pk,
        "jurisdiction": jurisdiction,
        "level": level,
        "matter": "黄河凌汛",
        "measures": "加密巡堤、转移准备",
        "expected_until": make.later(days=2),
        "occurred_at": make.later(minutes=40),
        **others,
    }


def levels(incident):
    return make.incident_card(incident).responses
