"""Plans that ask and offer."""

from django.db import transaction

from command.core import authority
from plans.actions import draft_plan, publish_plan, revise_plan
from tests.make import BAOTOU, ORDOS
from tests.plans import made

PUMP, BOAT = "2990601", "2990102"


def ask(city=ORDOS, what=PUMP, quantity=2, **given):
    """Return what a plan counts on from a city."""
    return {"key": "Q1", "city": city, "what": what, "quantity": quantity, **given}


def offer(city=BAOTOU, what=PUMP, quantity=2, **given):
    """Return what a plan promises to a city."""
    return {"key": "O1", "city": city, "what": what, "quantity": quantity, **given}


def drafted(city, *steps, title="预案", **parts):
    """Draft a plan of a city."""
    with transaction.atomic(), authority.acting_as(city):
        return draft_plan(
            actor=None,
            city=city,
            title=f"{title}{city}",
            title_en="",
            kind="special",
            event_types=["11A05"],
            document=made.document(*steps, **parts),
        )


def publish(plan):
    """Bring the draft of a plan into force."""
    with transaction.atomic(), authority.acting_as(plan.city_id):
        publish_plan(actor=None, plan_id=plan.pk)
    return plan


def plan(city, *steps, **parts):
    """Publish a plan of a city."""
    return publish(drafted(city, *steps, **parts))


def revised(plan, *steps, **parts):
    """Publish another version of a plan."""
    with transaction.atomic(), authority.acting_as(plan.city_id):
        revise_plan(actor=None, plan_id=plan.pk, document=made.document(*steps, **parts))
    return publish(plan)
