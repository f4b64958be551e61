"""Starting a plan: what is shown is what is done."""

import pytest

from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.tasking.models import Task, TaskState
from plans.activation.actions import ask_start, deliver_notices, mark_notice, sign_activation
from plans.activation.models import NoticeState, PlanNotice, StartRequest, StartSignature
from plans.models import Activation
from tests import make
from tests.make import BAOTOU, ORDOS, REGION, Post
from tests.plans.activation import world as worlds
from tests.support.once import made_once
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, worlds.world) as scene:
        yield scene


@pytest.fixture
def scene(shared, db):
    return shared


def ask(scene, level=1, by=None, **given):
    return ask_start(
        actor=by or scene.commander,
        plan_id=scene.plan.pk,
        incident_id=scene.incident.pk,
        level=level,
        **given,
    )


def sign(request, by, verdict="sign", **given):
    return sign_activation(actor=by, request_id=request.pk, verdict=verdict, **given)


def test_what_the_preview_says_is_what_happens(scene):
    will = worlds.will(scene, 3)
    activation = worlds.started(scene, 3, seen=will.digests)

    assert [s.step.key for s in will.steps] == list(
        Task.objects.order_by("number").values_list("plan_step", flat=True)
    )
    owners = {s.step.key: s.owner.id for s in will.steps}
    assert owners == dict(TaskState.objects.values_list("task__plan_step", "assignee_id"))
    told = {(n.notice.key, to.id) for n in will.notices for to in n.to}
    made = PlanNotice.objects.values_list("key", "person", "contact")
    assert told == {(key, person or contact) for key, person, contact in made}
    assert will.count() == len(told) == 6
    assert (activation.state.level, activation.state.status) == (3, "running")


def test_when_the_world_has_changed_since_the_preview_nothing_happens(scene):
    seen = worlds.will(scene, 3).digests
    worlds.contacts(7)
    with pytest.raises(Conflict) as refused:
        worlds.started(scene, 3, seen=seen)
    assert refused.value.detail["changed"] == ["notice N-02"]
    assert not Activation.objects.exists()
    assert not Task.objects.exists()
    assert not PlanNotice.objects.exists()


def test_a_notice_is_left_out_only_where_it_was_unticked(scene):
    worlds.started(scene, 3, unticked=["N-02"])
    assert set(PlanNotice.objects.values_list("key", flat=True)) == {"N-03"}


def test_a_grave_level_starts_with_the_last_signature(scene):
    with pytest.raises(BadTransition):
        worlds.started(scene, 1)
    request = ask(scene, seen=worlds.will(scene, 1).digests)
    with pytest.raises(NotPermitted):
        sign(request, scene.commander)
    with pytest.raises(NotPermitted):
        sign(request, make.person(Post.TEAM_LEADER, ORDOS))
    with pytest.raises(NotThere):
        sign(request, make.person(Post.COMMANDER, BAOTOU))
    with pytest.raises(Conflict):
        ask(scene)
    assert not Task.objects.exists()

    activation = sign(request, scene.deputy)

    assert (activation.by, activation.state.level) == (scene.commander, 1)
    assert Task.objects.count() == 4
    told = tasking.kinds(scene.incident.room_id)
    assert told[told.index("start.asked") :][:3] == [
        "start.asked",
        "start.signed",
        "plan.activated",
    ]
    with pytest.raises(BadTransition):
        sign(request, make.person(Post.DEPUTY, ORDOS))


def test_the_city_and_the_leading_authority_both_sign(scene):
    state = scene.incident.state
    state.lead_authority = REGION
    state.save(update_fields=["lead_authority"])
    request = ask(scene)
    assert request.signers == [ORDOS, REGION]
    assert sign(request, scene.deputy) is None
    assert not Activation.objects.exists()
    assert sign(request, make.person(Post.COMMANDER, REGION)).pk


def test_a_refusal_says_why_and_ends_the_request(scene):
    request = ask(scene)
    with pytest.raises(Invalid):
        sign(request, scene.deputy, "refuse")
    sign(request, scene.deputy, "refuse", reason="水位回落")
    with pytest.raises(BadTransition):
        sign(request, make.person(Post.DEPUTY, ORDOS))
    assert not Activation.objects.exists()

    again = ask(scene)
    sign(again, scene.commander, "withdraw", reason="误报")
    assert set(StartSignature.objects.values_list("verdict", flat=True)) == {
        "refused",
        "withdrawn",
    }
    assert StartRequest.objects.count() == 2


def test_notices_go_to_inboxes_and_are_read_and_confirmed(scene):
    worlds.started(scene, 2 + 1)
    assert [deliver_notices(actor=None), deliver_notices(actor=None)] == [5, 0]
    stages = NoticeState.objects.order_by("stage").values_list("stage", flat=True)
    assert list(stages) == ["queued", "sent", "sent", "sent", "sent", "sent"]
    contact = PlanNotice.objects.filter(contact__isnull=False).first()
    with pytest.raises(NotThere):
        mark_notice(
            actor=make.person(Post.COMMANDER, BAOTOU), notice_id=contact.pk, stage="confirmed"
        )
    mark_notice(actor=scene.commander, notice_id=contact.pk, stage="confirmed")
    state = NoticeState.objects.get(pk=contact.pk)
    assert (state.stage, state.delivered_at) == ("confirmed", state.confirmed_at)
    entry = tasking.kinds(scene.incident.room_id)[-1]
    assert entry == "notice.marked"


def test_the_states_are_the_folds_of_what_was_said(scene):
    worlds.started(scene, 3)
    deliver_notices(actor=None)
    from plans.activation.folds import COURSES, NOTICES

    assert [COURSES.rebuild(), NOTICES.rebuild()] == [0, 0]
