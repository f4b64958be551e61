"""Who leads a joint operation, and how the lead passes on."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Entry
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
    offer_operation_command,
    refuse_operation_command,
    set_objectives,
    withdraw_operation_command,
)
from incidents.joint.models import OperationChange
from incidents.joint.selectors.operations import (
    operation_of,
    operation_offers_awaiting,
)
from incidents.models import IncidentState
from incidents.selectors import board
from tests import make
from tests.incidents.joint import made
from tests.incidents.joint.made import folded, kinds
from tests.make import BAOTOU, ORDOS, REGION, ULANQAB, Post

pytestmark = pytest.mark.django_db


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
