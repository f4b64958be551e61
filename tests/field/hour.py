"""An order in somebody's hands, and what they did about it in an hour without a network."""

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import now

from command.core.ids import new_id
from command.core.models import Entry
from command.field.actions import Sent
from command.field.clock import Sender
from command.field.limits import Limits
from command.field.models import FieldConflict, FieldOperation
from command.tasking.actions import create_task, issue_task
from command.tasking.models import TaskState
from incidents.messaging.models import Message
from incidents.scene.models import SceneReport
from tests import make
from tests.make import ORDOS, Post


class Hour:
    """An order with a checklist in the hands of a leader, and the leader's phone."""

    def __init__(self):
        commander = make.person(Post.COMMANDER, ORDOS)
        self.leader = make.person(Post.TEAM_LEADER, ORDOS)
        self.incident = make.incident()
        drafted = create_task(
            actor=commander,
            incident_id=self.incident.pk,
            title="转移一社群众",
            kind="rescue_evacuate",
            checklist=[{"text": "清点人数"}],
            check_in_minutes=30,
        )
        self.order = issue_task(
            actor=commander,
            task_id=drafted.pk,
            assignee_kind="person",
            assignee_id=self.leader.pk,
        )
        self.item = self.order.task.checklist[0]["key"]
        self.sender = Sender(uuid4(), "1", timedelta(hours=2), Limits.of(ORDOS))

    def acts(self):
        """Return what the leader did in an hour without a network, in that order."""
        task = {"task_id": str(self.order.pk)}
        about = {"incident_id": str(self.incident.pk)}
        took = Sent(new_id(), 1, "step", {**task, "verb": "acknowledge"}, self.at(60))
        tick = {**task, "item": self.item}
        return [
            took,
            Sent(new_id(), 2, "step", {**task, "verb": "start"}, self.at(50), needs=[took.id]),
            Sent(new_id(), 3, "tick", {**tick, "done": True}, self.at(40), needs=[took.id]),
            Sent(new_id(), 4, "tick", {**tick, "done": False}, self.at(30), needs=[took.id]),
            Sent(new_id(), 5, "report", {**about, "counts": {"evacuated": 5}}, self.at(20)),
            Sent(new_id(), 6, "message", {**about, "text": "已到位"}, self.at(10)),
        ]

    def at(self, minutes):
        """Return the time on the phone so many minutes ago."""
        return now() + self.sender.ahead - timedelta(minutes=minutes)

    def end(self):
        state = TaskState.objects.get(pk=self.order.pk)
        return (
            state.status,
            state.ticks,
            list(Message.objects.values_list("text", flat=True)),
            [report.counts for report in SceneReport.objects.all()],
            FieldConflict.objects.count(),
            FieldOperation.objects.filter(outcome="applied").count(),
            sorted(Entry.objects.values_list("kind", flat=True)),
        )
