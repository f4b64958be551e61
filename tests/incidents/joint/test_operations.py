"""Joint operations: who takes part, what they see and until when."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Share
from command.core.policies import may_follow
from incidents.actions import (
    share_incident,
)
from incidents.joint.actions import (
    end_operation,
    extend_operation,
    join_operation,
    leave_operation,
    set_objectives,
    widen_operation,
)
from incidents.joint.models import JointOperation
from incidents.joint.selectors.operations import (
    operation_of,
    operations_of,
    running_operations,
)
from incidents.models import IncidentState
from incidents.selectors import board
from tests import make
from tests.incidents.joint import made
from tests.incidents.joint.made import folded, kinds
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post

pytestmark = pytest.mark.django_db


def test_members_see_the_rooms_of_an_operation_to_the_minute_of_its_end(clocks):
    start = now().replace(microsecond=0)
    clocks.move_to(start)
    ordos, first, second = made.commander(), make.incident(), make.incident(title="溃口")
    baotou, ulanqab = make.person(Post.OBSERVER, BAOTOU), make.person(Post.OBSERVER, ULANQAB)
    operation = made.operation(ordos, first, second, members=[BAOTOU, HOHHOT], hours=2)

    assert len(board(baotou)) == 2
    assert board(ulanqab) == []
    [card] = operations_of(second.pk, baotou)
    assert card.number.startswith(f"JO-{ORDOS}-")
    assert [m["authority"] for m in card.members] == [HOHHOT, BAOTOU, ORDOS]
    assert (card.lead_authority, card.status) == (ORDOS, "open")
    assert running_operations(ulanqab) == []
    with pytest.raises(NotThere):
        operation_of(operation.pk, ulanqab)
    for incident in (first, second):
        assert kinds(incident)[-2:] == ["incident.shared", "operation.opened"]
    assert IncidentState.objects.get(pk=first.pk).joint

    clocks.move_to(start + timedelta(minutes=119, seconds=59))
    assert len(board(baotou)) == 2
    clocks.move_to(start + timedelta(hours=2))
    assert board(baotou) == []
    with pytest.raises(NotThere):
        operation_of(operation.pk, baotou)
    assert Share.objects.filter(end_told_at__isnull=True).count() == 4


def test_an_extension_is_recorded_and_lets_them_see_longer(clocks):
    ordos, incident = made.commander(), make.incident()
    baotou, hohhot = make.person(Post.OBSERVER, BAOTOU), make.person(Post.OBSERVER, HOHHOT)
    operation = made.operation(ordos, incident)
    extend_operation(
        actor=ordos,
        operation_id=operation.pk,
        until=now() + timedelta(hours=5),
        reason="凌峰未过境",
        members=[BAOTOU],
    )
    assert kinds(incident)[-1] == "operation.extended"
    clocks.move_to(now() + timedelta(hours=3))
    assert may_follow(baotou, incident.room_id)
    assert not may_follow(hohhot, incident.room_id)
    folded(operation)


def test_members_join_and_leave_and_the_end_takes_only_what_the_operation_gave():
    ordos, incident = made.commander(), make.incident()
    share_incident(
        actor=ordos, incident_id=incident.pk, grantees=[HOHHOT], reason="下游", until=None
    )
    operation = made.operation(ordos, incident)
    people = {city: make.person(Post.OBSERVER, city) for city in made.OTHERS}
    join_operation(
        actor=ordos,
        operation_id=operation.pk,
        members=[ULANQAB],
        reason="物资支援",
        until=now() + timedelta(hours=1),
    )
    assert may_follow(people[ULANQAB], incident.room_id)
    # At its own wish: by its own commander, and by nobody else's.
    with pytest.raises(NotPermitted):
        leave_operation(
            actor=made.commander(BAOTOU), operation_id=operation.pk, city=ULANQAB, reason="x"
        )
    ulanqab = made.commander(ULANQAB)
    leave_operation(actor=ulanqab, operation_id=operation.pk, city=ULANQAB, reason="任务完成")
    assert not may_follow(people[ULANQAB], incident.room_id)
    assert kinds(incident)[-2:] == ["room.share_ended", "operation.member_left"]
    with pytest.raises(Conflict):
        leave_operation(actor=ordos, operation_id=operation.pk, city=ORDOS, reason="x")

    end_operation(actor=ordos, operation_id=operation.pk, reason="险情解除")
    assert not may_follow(people[BAOTOU], incident.room_id)
    assert may_follow(people[HOHHOT], incident.room_id)  # by the share of the incident itself
    state = folded(operation)
    assert (state.status, bool(state.members[ULANQAB]["left"])) == ("ended", True)
    with pytest.raises(BadTransition):
        set_objectives(actor=ordos, operation_id=operation.pk, objectives=["x"])


def test_another_incident_comes_under_a_running_operation():
    ordos, first, second = made.commander(), make.incident(), make.incident(title="溃口")
    operation = made.operation(ordos, first)
    baotou = make.person(Post.OBSERVER, BAOTOU)
    told = {"actor": ordos, "operation_id": operation.pk, "incident_id": second.pk}
    widen_operation(**told, until=now() + timedelta(hours=1))
    assert len(board(baotou)) == 2
    assert kinds(second)[-1] == "operation.widened"
    with pytest.raises(Conflict):
        widen_operation(**told, until=now() + timedelta(hours=1))
    assert len(folded(operation).incidents) == 2


def test_refused_openings_change_nothing():
    incident, ordos, later = make.incident(), made.commander(), now() + timedelta(hours=1)
    refusals = [
        (made.commander(make.DALAD), {}, NotPermitted),  # a banner does not lead the city
        (make.person(Post.DUTY_OFFICER, ORDOS), {}, NotPermitted),
        (made.commander(BAOTOU), {}, NotThere),  # does not see it
        (ordos, {"mechanism": "superior"}, NotPermitted),  # the region alone is superior
        (ordos, {"mechanism": "habit"}, Invalid),
        (ordos, {"members": ["159999"]}, Invalid),
        (ordos, {"members": [ORDOS]}, Invalid),
        (ordos, {"until": None}, Invalid),
        (ordos, {"until": now()}, Invalid),
        (ordos, {"name": " "}, Invalid),
        (ordos, {"incident_ids": []}, Invalid),
    ]
    for actor, given, refusal in refusals:
        told = {"name": "x", "mechanism": "agreement", "members": [BAOTOU], "until": later}
        with pytest.raises(refusal):
            made.open_operation(actor=actor, **{"incident_ids": [incident.pk], **told, **given})
    assert not JointOperation.objects.exists()
    assert not Share.objects.exists()
