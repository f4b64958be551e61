"""Whom a note names with an @: people who see the room that it is written in, no others."""

from collections.abc import Sequence

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, StrIndex

from command.core.models import Duty, Person
from command.core.policies import may_follow
from incidents.messaging.selectors.find import Candidate, candidates
from incidents.messaging.selectors.people import current
from incidents.messaging.targets import MOST_TARGETS, NOT_ADDRESSED


def mentioned(text: str, room: str, *, but: Person) -> list[Person]:
    """Return the people on duty whose name or user name stands after an @.

    Two of the same name are both meant, rather than none. Two queries for each.
    """
    said = Value(text)
    named = Person.objects.annotate(
        by_name=StrIndex(said, Concat(Value("@"), F("name"))),
        by_user_name=StrIndex(said, Concat(Value("@"), F("username"))),
    ).filter(Q(by_name__gt=0) | Q(by_user_name__gt=0), is_active=True)
    on_duty = current(Duty.objects.exclude(post__in=NOT_ADDRESSED)).values("person")
    found = list(named.filter(pk__in=on_duty).exclude(pk=but.pk).order_by("username"))
    meant = [one for one in found if not _is_part_of_another(one, found, text)]
    return [one for one in meant[:MOST_TARGETS] if may_follow(one, room)]


def mentionable(person: Person, typed: str, room: str) -> list[Candidate]:
    """Return the people whom ``typed`` may mean and who see the room, best first."""
    people = candidates(person, typed, only_people=True)
    known = Person.objects.in_bulk([one.value.partition(":")[2] for one in people])
    seeing = {f"person:{key}" for key, one in known.items() if may_follow(one, room)}
    return [one for one in people if one.value in seeing]


def _is_part_of_another(one: Person, found: Sequence[Person], text: str) -> bool:
    """Return whether a name stands here only as the beginning of a longer one."""
    longer = [
        other.name
        for other in found
        if other.name != one.name and other.name.startswith(one.name)
    ]
    rest = text
    for name in longer:
        rest = rest.replace(f"@{name}", "")
    return f"@{one.name}" not in rest and f"@{one.username}" not in text
