"""Header, changes, state: the base, tried on incidents."""

from random import Random

import pytest
from django.db import IntegrityError, transaction

from command.core import authority
from command.core.folding import FOLDS
from command.core.models import Duty
from incidents.actions import grade_incident
from incidents.models import IncidentChange, IncidentState
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, REGION, ULANQAB
from tests.support.race import race

Post = Duty.Post
AUTHORITIES = (BAOTOU, HOHHOT, ORDOS, REGION, ULANQAB)


def change(incident, step, origin, grade):
    """Insert a change as it may come from another node."""
    with transaction.atomic(), authority.acting_as(origin):
        return IncidentChange.objects.create(
            incident=incident,
            step=step,
            kind="graded",
            data={"grade": grade},
            occurred_at=make.later(minutes=step),
        )


@pytest.mark.django_db(transaction=True)
def test_changes_from_many_at_once_take_one_step_each():
    incident = make.incident()
    commander = make.person(Post.COMMANDER, ORDOS)
    before = IncidentState.objects.get(pk=incident.pk).step
    grades = [1, 2, 3, 4] * 4
    race(
        lambda: grade_incident(
            actor=commander, incident_id=incident.pk, grade=grades.pop(), reason="seen"
        ),
        times=16,
    )
    changes = IncidentChange.objects.filter(incident=incident).order_by("step")
    steps = list(changes.values_list("step", flat=True))
    assert steps == list(range(1, len(steps) + 1))
    assert IncidentState.objects.get(pk=incident.pk).step == steps[-1] > before
    assert FOLDS["incidents.Incident"].rebuild() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_in_whatever_order_changes_arrive_the_state_is_the_same(seed):
    random = Random(seed)  # noqa: S311  to be repeated
    fold = FOLDS["incidents.Incident"]
    incidents = [make.incident(), make.incident()]
    last = IncidentState.objects.get(pk=incidents[0].pk).step
    told = [
        (last + random.randint(1, 4), origin, random.randint(1, 4)) for origin in AUTHORITIES
    ]
    for incident in incidents:
        random.shuffle(told)
        for step, origin, grade in told:
            change(incident, step, origin, grade)
    fold.rebuild()
    grades = {IncidentState.objects.get(pk=i.pk).grade for i in incidents}
    # Of two changes of one step the authority with the higher code has the last word.
    assert grades == {max(told)[2]}
    assert fold.rebuild() == 0


@pytest.mark.django_db
def test_two_changes_of_one_authority_do_not_share_a_step():
    incident = make.incident()
    change(incident, 50, BAOTOU, 1)
    change(incident, 50, HOHHOT, 2)
    with pytest.raises(IntegrityError):
        change(incident, 50, BAOTOU, 3)


@pytest.mark.django_db
def test_rebuilding_writes_no_change_and_tells_nobody():
    incident = make.incident()
    IncidentState.objects.filter(pk=incident.pk).delete()
    before = IncidentChange.objects.count()
    assert FOLDS["incidents.Incident"].rebuild() == 1
    assert IncidentChange.objects.count() == before
