"""Making joint operations and what goes with them, through the doors."""

from datetime import timedelta

from django.utils.timezone import now

from command.core.models import Entry
from incidents.joint.actions import hold_consultation, notify_neighbours, open_operation
from incidents.joint.folds import OPERATION
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post

OTHERS = [HOHHOT, BAOTOU, ULANQAB]


def commander(region=ORDOS, **given):
    return make.person(Post.COMMANDER, region, **given)


def operation(by, *incidents, members=(BAOTOU, HOHHOT), hours=2, **given):
    """Open a joint operation over incidents for some hours."""
    told = {"name": "黄河凌汛联合行动", "mechanism": "agreement", "objectives": ["群众零伤亡"]}
    return open_operation(
        actor=by,
        incident_ids=[one.pk for one in incidents],
        members=list(members),
        until=now() + timedelta(hours=hours),
        **{**told, **given},
    )


def notification(by, incident, *cities, text="黄河南岸险情通报"):
    """Tell the other three cities and the garrison, or those named."""
    return notify_neighbours(
        actor=by,
        incident_id=incident.pk,
        cities=list(cities) or [*OTHERS, "garrison"],
        text=text,
    )


def consultation(by, incident, **given):
    """Write down a joint consultation that was held."""
    told = {
        "kind": "joint",
        "topic": "冰塞险情会商",
        "participants": [{"authority": city, "name": ""} for city in (ORDOS, BAOTOU)],
        "agenda": ["水情", "转移"],
        "situation": "三小时内再涨0.6米",
        "trend": "持续上涨",
        "risks": "南岸堤防管涌",
        "chair": "云志刚",
    }
    return hold_consultation(actor=by, incident_id=incident.pk, **{**told, **given})


def kinds(incident):
    entries = Entry.objects.filter(room=incident.room_id).order_by("seq")
    return list(entries.values_list("kind", flat=True))


def folded(operation):
    """Assert that the state is the fold of its changes; return the state."""
    state = operation.state
    state.refresh_from_db()
    values, step = OPERATION.folded(operation)
    assert {name: getattr(state, name) for name in values} == values
    assert state.step == step
    return state
