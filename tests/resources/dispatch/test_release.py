"""Letting everything go that is at an incident, from the desk and from a machine."""

import pytest
from django.urls import reverse

from command.core.ids import new_id
from resources.actions import advance_deployment, commit_team, reserve
from resources.models import DeploymentState
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.resources.test_reservations import hours
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def out():
    """Return an incident with a team of each of two cities, and a truck kept for later."""
    incident = make.incident()
    commander, lender = (make.person(Post.COMMANDER, city) for city in (ORDOS, BAOTOU))
    make.request(incident, asked=[BAOTOU])
    for actor, name in ((commander, "鄂尔多斯水域队"), (lender, "包头水域队")):
        team = make.team(region=actor.origin, kind="WATER", name=name, headcount=8)
        commit_team(actor=actor, incident_id=incident.pk, team_id=team.pk)
    truck = make.asset(region=ORDOS, name="照明车")
    reserve(actor=commander, incident_id=incident.pk, asset_id=truck.pk, **hours(1, 3))
    return incident, commander, lender


def statuses():
    return sorted(DeploymentState.objects.values_list("status", flat=True))


def test_the_duty_officer_releases_everything_and_sees_before_what_that_brings(out):
    incident, _commander, _lender = out
    officer = client_of(make.person(Post.DUTY_OFFICER, ORDOS))
    release = reverse("forces-release", args=[incident.pk])
    board, room = (
        f"{reverse('forces')}?incident={incident.pk}",
        reverse("incident-forces", args=[incident.pk]),
    )
    for page in (board, room):
        assert release in officer.get(page).content.decode()
    told = officer.get(release).content.decode()
    for said in ("鄂尔多斯水域队", "包头水域队", "照明车", "8"):
        assert said in told

    given = {"key": str(new_id()), "reason": "险情解除"}
    for _again in range(2):
        answer = officer.post(release, given)
        assert (answer.status_code, answer.url) == (303, room)

    assert statuses() == ["cancelled", "released", "released"]
    reasons = [
        s.deployment.changes.last().data["reason"] for s in DeploymentState.objects.all()
    ]
    assert reasons == ["险情解除"] * 3
    # Now there is no way to it, and whoever finds the address is told so.
    for page in (board, room):
        assert release not in officer.get(page).content.decode()
    assert 'type="submit"' not in officer.get(release).content.decode().split("c-fd-sure")[1]


def test_what_may_not_be_released_is_refused_in_words_and_nothing_changes(out):
    incident, commander, lender = out
    release = reverse("forces-release", args=[incident.pk])
    given = {"key": str(new_id()), "reason": "险情解除"}
    before = statuses()
    for person, status in (
        (make.person(Post.OBSERVER, ORDOS), 403),
        (lender, 403),  # one's own is recalled, not the others'
        (make.person(Post.COMMANDER, make.ULANQAB), 404),
    ):
        client = client_of(person)
        assert client.post(release, given | {"key": str(new_id())}).status_code == status
        board = client.get(f"{reverse('forces')}?incident={incident.pk}")
        assert release not in board.content.decode()
    own = client_of(commander)
    assert own.post(release, given | {"reason": ""}).status_code == 400
    assert own.post(release, given | {"key": "none"}).status_code == 400
    assert statuses() == before

    for state in DeploymentState.objects.exclude(status="reserved"):
        advance_deployment(actor=commander, deployment_id=state.deployment_id, to="released")
    assert own.post(release, given | {"key": str(new_id())}).status_code == 303
    nothing = own.post(release, given | {"key": str(new_id())})
    assert nothing.status_code == 400
    assert statuses() == ["cancelled", "released", "released"]


def test_a_machine_releases_everything_once_and_nobody_it_is_not_for(out):
    incident, commander, lender = out
    told = {"incident_id": str(incident.pk), "reason": "险情解除"}

    def post(person, given, **headers):
        return client_of(person).post(
            "/api/deployments/release/", given, content_type="application/json", **headers
        )

    before = statuses()
    for person, given, status in (
        (make.person(Post.OBSERVER, ORDOS), told, 403),
        (lender, told, 403),
        (make.person(Post.COMMANDER, make.ULANQAB), told, 404),
        (commander, told | {"incident_id": str(new_id())}, 404),
        (commander, told | {"reason": ""}, 400),
        (commander, {"reason": "险情解除"}, 400),
    ):
        assert post(person, given).status_code == status, given
    assert statuses() == before

    officer, key = make.person(Post.DUTY_OFFICER, ORDOS), {"Idempotency-Key": str(new_id())}
    first, again = (post(officer, told, headers=key) for _time in range(2))
    assert (first.status_code, first.json()) == (200, {"released": 3})
    assert (again.status_code, again.json()) == (200, {"released": 3})
    assert again["Idempotency-Replayed"] == "true"
    assert statuses() == ["cancelled", "released", "released"]
    # Another key is another order; nothing is left for it.
    other = post(officer, told, headers={"Idempotency-Key": str(new_id())})
    assert other.status_code == 409
