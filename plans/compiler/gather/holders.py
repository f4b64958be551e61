"""Who fills what, everywhere: posts by those who hold them, organisations by their people."""

from collections import defaultdict
from datetime import datetime

from django.db.models.functions import Coalesce

from command.core.models import Duty, Organisation
from command.core.times import running
from command.tasking.selectors.posts import NOT_ORDERED
from plans.compiler.facts import Owner
from plans.document.shape import ORGANISATION, POST

Held = dict[Owner, tuple[str, ...]]


def holders(at: datetime) -> tuple[Held, dict[str, str]]:
    """Return who would receive what goes to each owner, and what those people are called.

    Two queries. An organisation of a kind is the first of its region, as an activation
    finds it.
    """
    found: dict[Owner, list[str]] = defaultdict(list)
    kinds: dict[object, Owner] = {}
    real = Organisation.objects.filter(exercise=None).order_by("pk")
    for pk, kind, region in real.values_list("pk", "kind", "region"):
        owner = (ORGANISATION, kind, region)
        if owner not in found:
            found[owner] = []
            kinds[pk] = owner
    names: dict[str, str] = {}
    for person, name, post, where, home in _duties(at):
        names[str(person)] = name
        if where is not None:
            _put(found, (POST, post, where), str(person))
        if home in kinds and post not in NOT_ORDERED:
            _put(found, kinds[home], str(person))
    return {owner: tuple(people) for owner, people in found.items()}, names


def _put(found: dict[Owner, list[str]], owner: Owner, person: str) -> None:
    if person not in found[owner]:
        found[owner].append(person)


def _duties(at: datetime) -> list[tuple[object, str, str, str | None, object]]:
    held = Duty.objects.filter(running(at), person__is_active=True, exercise=None)
    told = held.annotate(home=Coalesce("organisation", "person__organisation"))
    rows = told.order_by("starts_at", "pk")
    return list(rows.values_list("person", "person__name", "post", "region", "home"))
