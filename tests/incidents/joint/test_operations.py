"""Joint operations: who takes part, what they see and until when, and who leads."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry, Share
from command.core.policies import may_follow
from incidents.actions import (
    offer_command,
    record_figure,
    refuse_command,
    share_incident,
    withdraw_command,
)
from incidents.joint.actions import (
    accept_operation_command,
    end_operation,
    extend_operation,
    join_operation,
    leave_operation,
    offer_operation_command,
    refuse_operation_command,
    set_objectives,
    widen_operation,
    withdraw_operation_command,
)
from incidents.joint.folds import OPERATION
from incidents.joint.models import JointOperation, OperationChange
from incidents.joint.selectors.operations import (
    operation_of,
    operation_offers_awaiting,
    operations_of,
    running_operations,
)
from incidents.models import IncidentState
from incidents.selectors import board
from tests import make
from tests.incidents.joint import made
from tests.make import BAOTOU, HOHHOT, ORDOS, REGION, ULANQAB, Post

pytestmark = pytest.mark.django_db


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


def test_members_see_the_rooms_of_an_operation_to_the_minute_of_its_end(time_machine):
    start = now().replace(microsecond=0)
    time_machine.move_to(start, tick=False)
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

    time_machine.move_to(start + timedelta(minutes=119, seconds=59), tick=False)
    assert len(board(baotou)) == 2
    time_machine.move_to(start + timedelta(hours=2), tick=False)
    assert board(baotou) == []
    with pytest.raises(NotThere):
        operation_of(operation.pk, baotou)
    assert Share.objects.filter(end_told_at__isnull=True).count() == 4


def test_an_extension_is_recorded_and_lets_them_see_longer(time_machine):
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
    time_machine.move_to(now() + timedelta(hours=3), tick=True)
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


def test_the_region_leads_as_the_superior_and_each_keeps_its_own_command():
    incident = make.incident()
    operation = made.operation(made.commander(REGION), incident, mechanism="superior")
    assert folded(operation).lead_authority == REGION
    assert IncidentState.objects.get(pk=incident.pk).lead_authority == ORDOS


def test_the_lead_is_offered_withdrawn_declined_and_taken_each_recorded():
    ordos, incident = made.commander(), make.incident()
    operation = made.operation(ordos, incident, members=[BAOTOU, REGION])
    baotou, region = made.commander(BAOTOU), made.commander(REGION)
    key = {"operation_id": operation.pk}

    with pytest.raises(Invalid):
        offer_operation_command(actor=ordos, **key, to=ULANQAB, reason="x")
    offer_operation_command(actor=ordos, **key, to=BAOTOU, reason="北岸更急")
    assert folded(operation).lead_authority == ORDOS
    assert [c.id for c in operation_offers_awaiting(baotou)] == [str(operation.pk)]
    with pytest.raises(NotPermitted):
        withdraw_operation_command(actor=baotou, **key, reason="x")
    withdraw_operation_command(actor=ordos, **key, reason="情况变化")
    with pytest.raises(Conflict):
        accept_operation_command(actor=baotou, **key)
    offer_operation_command(actor=ordos, **key, to=BAOTOU, reason="再请")
    refuse_operation_command(actor=baotou, **key, reason="力量不足")
    assert folded(operation).lead_authority == ORDOS
    offer_operation_command(actor=ordos, **key, to=REGION, reason="决口")
    with pytest.raises(NotPermitted):
        accept_operation_command(actor=baotou, **key)
    accept_operation_command(actor=region, **key)
    assert folded(operation).lead_authority == REGION
    # Offers are rows of the giver, answers of the taker.
    rows = OperationChange.objects.filter(kind__startswith="command_").order_by("step")
    assert list(rows.values_list("kind", "origin")) == [
        ("command_offered", ORDOS),
        ("command_withdrawn", ORDOS),
        ("command_offered", ORDOS),
        ("command_refused", BAOTOU),
        ("command_offered", ORDOS),
        ("command_accepted", REGION),
    ]
    with pytest.raises(NotPermitted):
        set_objectives(actor=ordos, **key, objectives=["x"])


def test_an_offer_of_an_incidents_command_is_withdrawn_or_declined():
    incident, ordos, region = make.incident(), made.commander(), made.commander(REGION)
    key = {"incident_id": incident.pk}
    for actor, close in ((ordos, withdraw_command), (region, refuse_command)):
        with pytest.raises(Conflict):
            close(actor=actor, **key, reason="x")
        offer_command(actor=ordos, **key, to=REGION, reason="决口")
        stranger = region if actor is ordos else ordos
        with pytest.raises(NotPermitted):
            close(actor=stranger, **key, reason="x")
        with pytest.raises(Invalid):
            close(actor=actor, **key, reason=" ")
        close(actor=actor, **key, reason="情况变化")
        state = IncidentState.objects.get(pk=incident.pk)
        assert (state.lead_authority, state.command_offered_to) == (ORDOS, "")
    assert kinds(incident)[-4:] == [
        "command.offered",
        "command.withdrawn",
        "command.offered",
        "command.refused",
    ]


def test_jurisdictions_stay_apart_while_they_act_together():
    """A neighbour reads what is shared and edits nothing; the region may lead; all is told."""
    incident, ordos = make.incident(), made.commander()
    operation = made.operation(ordos, incident)
    officer = make.person(Post.DUTY_OFFICER, BAOTOU)
    assert operation_of(operation.pk, officer).name == operation.name
    before = Entry.objects.count()
    later = now() + timedelta(hours=9)
    for refused in (
        lambda who: set_objectives(actor=who, operation_id=operation.pk, objectives=["x"]),
        lambda who: end_operation(actor=who, operation_id=operation.pk, reason="x"),
        lambda who: extend_operation(
            actor=who, operation_id=operation.pk, until=later, reason="x"
        ),
        lambda who: made.notification(who, incident),
    ):
        for who in (officer, made.commander(BAOTOU)):
            with pytest.raises(NotPermitted):
                refused(who)
    assert Entry.objects.filter(room=incident.room_id).count() <= before

    # It may say what it counted itself, and the region may steer: a line for each.
    record_figure(
        actor=officer, incident_id=incident.pk, key="moved", value=620, unit="person",
        source="九原区", region="150207",
    )  # fmt: skip
    region = made.commander(REGION)
    set_objectives(actor=region, operation_id=operation.pk, objectives=["统一指挥"])
    entries = Entry.objects.filter(room=incident.room_id).order_by("-seq")[:2]
    assert [(e.kind, e.authority, e.actor_id) for e in entries] == [
        ("operation.objectives_set", REGION, region.pk),
        ("figure.recorded", BAOTOU, officer.pk),
    ]


def test_a_share_with_a_city_is_for_its_own_desks_and_a_banner_is_named_itself():
    ordos, incident = made.commander(), make.incident()
    jiuyuan = make.person(Post.DUTY_OFFICER, "150207")
    made.operation(ordos, incident, members=[BAOTOU])
    assert board(jiuyuan) == []  # as it sees nothing of its city's own affairs
    share_incident(
        actor=ordos, incident_id=incident.pk, grantees=["150207"], reason="北岸", until=None
    )
    assert len(board(jiuyuan)) == 1
    assert board(make.person(Post.DUTY_OFFICER, "150221")) == []
    record_figure(
        actor=jiuyuan, incident_id=incident.pk, key="moved", value=620, unit="person",
        source="九原区", region="150207",
    )  # fmt: skip
