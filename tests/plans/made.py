"""Plans, made through the doors."""

from django.db import transaction

from command.core import authority, regions
from plans.actions import draft_plan, publish_plan
from tests.make import ORDOS

STEP = {
    "key": "A-01",
    "title": "巡堤",
    "title_en": "Patrol the dike",
    "kind": "patrol",
    "owner_kind": "organisation",
    "owner": "flood_control",
}


def step(key="A-01", **given):
    """Return a step for the flood-control headquarters."""
    return {**STEP, "key": key, **given}


def document(*steps, **parts):
    """Return what a plan of these steps says; each owner becomes a role."""
    roles, plain = {}, []
    for each in steps or [step()]:
        owner = {name: each.get(name, "") for name in ("owner_kind", "owner", "region")}
        key = "R" + str(
            list(roles.values()).index(owner) if owner in roles.values() else len(roles)
        )
        roles[key] = owner
        rest = {name: value for name, value in each.items() if name not in owner}
        plain.append({**rest, "role": key, "region": owner["region"]})
    told = [{"key": key, "name": key, **owner} for key, owner in roles.items()]
    return {"roles": told, "steps": plain, **parts}


def draft(*steps, city=ORDOS, by=None, **given):
    """Draft a plan of one step, or of ``steps``."""
    told = {
        "title": "黄河凌汛应急预案",
        "title_en": "Ice-Flood Plan",
        "kind": "special",
        "event_types": ["11A05"],
        "document": document(*steps),
        **given,
    }
    with transaction.atomic(), authority.acting_as(regions.city_of(city)):
        return draft_plan(actor=by, city=city, **told)


def published(*steps, city=ORDOS, **given):
    """Draft a plan and bring it into force."""
    plan = draft(*steps, city=city, **given)
    with transaction.atomic(), authority.acting_as(regions.city_of(city)):
        publish_plan(actor=None, plan_id=plan.pk)
    return plan


def reviewed(plan):
    """Let the draft of a plan have been approved, whatever the compiler says of it."""
    version = plan.versions.get(state="draft")
    version.state = "approved"
    with transaction.atomic(), authority.acting_as(plan.origin):
        version.save(update_fields=["state"])
    return version
