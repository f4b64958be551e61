"""The roster as people may read it: the four cities show each other who is on duty."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Duty, Person
from command.core.policies import COMMANDING, DESK, duties_of, scopes_of
from command.core.times import running
from incidents.roster.models import Shift, ShiftPlace
from incidents.roster.selectors.cards import ShiftCard

CHINA = ZoneInfo("Asia/Shanghai")
STAFF = DESK | {Duty.Post.PLANNER, Duty.Post.RESOURCE_OFFICER}
SHOWN = (*regions.CITIES, regions.REGION)


def with_places() -> QuerySet[Shift]:
    """Return all real shifts with what their cards need."""
    places = ShiftPlace.objects.select_related("person").order_by("slot")
    rows = Shift.objects.filter(exercise__isnull=True)
    return rows.prefetch_related(Prefetch("places", places))


def visible_to(person: Person) -> QuerySet[Shift]:
    """Return the shifts ``person`` may see: all, for anybody on duty over a region."""
    rows = with_places()
    return rows if scopes_of(person) else rows.none()


def tonight(person: Person, at: datetime | None = None) -> list[ShiftCard]:
    """Return the shift that runs now in each authority, in the agreement's order."""
    rows = visible_to(person).filter(running(at))
    shifts = {row.region_id: row for row in rows.order_by("-starts_at")}
    return [ShiftCard.of(shifts[code]) for code in SHOWN if code in shifts]


def week(person: Person, monday: date, region: str) -> list[ShiftCard]:
    """Return the shifts of an authority that begin in a week. Three queries."""
    starts = datetime.combine(monday, time(), CHINA)
    rows = visible_to(person).filter(
        region=region, starts_at__gte=starts, starts_at__lt=starts + timedelta(days=7)
    )
    return [ShiftCard.of(row) for row in rows.order_by("starts_at")]


def card_of(key: UUID) -> ShiftCard:
    """Return the card of a shift as it stands; for doors."""
    return ShiftCard.of(with_places().get(pk=key))


def seen(key: UUID, person: Person) -> ShiftCard:
    """Return one card. Raises ``NotThere`` when hidden."""
    row = visible_to(person).filter(pk=key).first()
    if row is None:
        raise no_such()
    return ShiftCard.of(row)


def running_place(person: Person, region: str) -> ShiftPlace | None:
    """Return the place ``person`` takes in a shift of the authority that runs now."""
    rows = ShiftPlace.objects.select_related("shift").filter(
        person=person, shift__region=region, shift__exercise__isnull=True
    )
    return rows.filter(shift__starts_at__lte=Now(), shift__ends_at__gt=Now()).first()


def next_shift(region: str) -> Shift | None:
    """Return the shift that relieves the one that runs now, or that runs when none does."""
    at = now()
    rows = with_places().filter(region=region, ends_at__gt=at).order_by("starts_at")
    return next((row for row in rows[:3] if row.starts_at > at), None)


def takers(region: str) -> list[Person]:
    """Return who is on the roster of the shift that comes next. One or two queries."""
    coming = next_shift(region)
    if coming is None:
        return []
    return [place.person for place in coming.places.all() if place.person is not None]


def staff(region: str) -> list[Person]:
    """Return who may be put on the roster of an authority: its own people on duty there."""
    held = Duty.objects.filter(running(), region=region, post__in=STAFF)
    people = Person.objects.filter(origin=region, is_active=True)
    return list(people.filter(pk__in=held.values("person")).order_by("username"))


def leads(person: Person) -> bool:
    """Return whether ``person`` may be the leader of a shift: they command something."""
    return duties_of(person).filter(post__in=COMMANDING).exists()


def no_such() -> NotThere:
    """Return the refusal for a shift that is hidden or missing."""
    return NotThere(_("No such shift, or not visible to you."))


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def today() -> date:
    """Return the day it is in China."""
    return now().astimezone(CHINA).date()
