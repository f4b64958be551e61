"""A plan at work: what it made, and time that passes."""

from dataclasses import asdict

from command.tasking.models import TaskState
from command.tasking.selectors import numbered
from plans import selectors
from plans.actions import activate_plan
from tests.support.later import later
from tests.tasking import made as tasking


def views(incident):
    """Return the function that fetches tasks and activations afresh."""
    tasks_of = tasking.cards(incident)

    def fetch():
        active = selectors.activations_of(incident.pk)
        return {**tasks_of(), **{f"activation.{card.id}": asdict(card) for card in active}}

    return fetch


def activate(plan, incident, by, **given):
    return activate_plan(actor=by, plan_id=plan.pk, incident_id=incident.pk, **given)


def status(incident, number):
    return TaskState.objects.get(task=numbered(incident.pk, number)).status


def after(**delta):
    return later(**delta)
