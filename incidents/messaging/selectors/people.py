"""Who stands behind an addressee, and who commands them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Duty, Organisation, Person
from command.core.policies import COMMANDING, DESK
from command.core.times import running
from incidents.messaging.models import Addressee
from incidents.messaging.targets import NOT_ADDRESSED, Kind, Target


def current(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return those of the duties that are held at this moment by open accounts."""
    return duties.filter(running(), person__is_active=True)


def addressee(target: Target, position: int) -> Addressee:
    """Return the (unsaved) addressee that was named. Raises ``NotThere``."""
    made = Addressee(
        kind=target.kind, post=target.post, region_id=target.region, position=position
    )
    if target.id is not None and target.kind == Kind.PERSON:
        made.person = Person.objects.filter(pk=target.id, is_active=True).first()
    elif target.id is not None:
        made.organisation = Organisation.objects.filter(pk=target.id).first()
    if target.id is not None and made.person is None and made.organisation is None:
        raise NotThere(_("There is nobody like that to write to."), recipient=str(target.id))
    return made


def people_of(one: Addressee) -> list[Person]:
    """Return the people who stand behind an addressee now. One query.

    The person; whoever holds the post; the desk of the city; or whoever holds a post
    in the organisation.
    """
    people = Person.objects.filter(is_active=True)
    if one.kind == Kind.PERSON:
        return list(people.filter(pk=str(one.person_id)))
    held = current(Duty.objects.exclude(post__in=NOT_ADDRESSED))
    if one.kind == Kind.DUTY:
        held = held.filter(post=one.post, region=one.region_id)
    elif one.kind == Kind.CITY:
        held = held.filter(post__in=DESK, region=one.region_id)
    else:
        held = held.filter(
            Q(organisation=one.organisation_id)
            | Q(organisation__isnull=True, person__organisation=one.organisation_id)
        )
    return list(people.filter(pk__in=held.values("person")).order_by("pk"))


def region_of(one: Addressee) -> str:
    """Return where an addressee belongs. At most one query."""
    if one.region_id is not None:
        return one.region_id
    if one.organisation is not None:
        return one.organisation.region_id
    assert one.person is not None
    held = current(Duty.objects.filter(person=one.person_id, region__isnull=False))
    region = held.exclude(post__in=NOT_ADDRESSED).values_list("region_id", flat=True).first()
    return region or one.person.origin


def commanders_over(places: Iterable[str]) -> list[Person]:
    """Return those in command of the places and of the cities they lie in. One query."""
    where = set(places)
    where |= {regions.city_of(place) for place in where}
    held = current(Duty.objects.filter(post__in=COMMANDING, region__in=where))
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))
