"""What of the register people may see.

Facilities and what experts know are public to the four cities; names, telephones and who
holds a certificate are the own city's and the region's.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of, within
from command.core.regions import city_of
from resources.register.models import Expert, Facility, StockLot, TeamShift, TeamSkill
from resources.selectors import stocks_open_to, teams_open_to


def facilities_open_to(person: Person) -> QuerySet[Facility]:
    """Return the facilities, for anybody on duty over a region; for nobody else any."""
    rows = Facility.objects.all()
    return rows if scopes_of(person) else rows.none()


def experts_open_to(person: Person) -> QuerySet[Expert]:
    """Return the experts, for anybody on duty over a region. Names are another question."""
    rows = Expert.objects.all()
    return rows if scopes_of(person) else rows.none()


def lots_open_to(person: Person) -> QuerySet[StockLot]:
    """Return the lots of the stocks in sight."""
    stocks = stocks_open_to(person).order_by().values("pk")
    return StockLot.objects.filter(stock__in=stocks).select_related("stock__supply")


def skills_open_to(person: Person) -> QuerySet[TeamSkill]:
    """Return the certificates of the teams in sight that have not been ended."""
    teams = teams_open_to(person).order_by().values("pk")
    return TeamSkill.objects.filter(team__in=teams, ended_at=None).select_related("team")


def shifts_open_to(person: Person) -> QuerySet[TeamShift]:
    """Return the shifts of the teams in sight that have not been withdrawn."""
    teams = teams_open_to(person).order_by().values("pk")
    return TeamShift.objects.filter(team__in=teams, withdrawn_at=None).select_related("team")


def personal(person: Person) -> Q:
    """Return the condition that a row's people may be named to ``person``.

    Those of one's own city, however small one's post there, and all to the region.
    """
    cities = {city_of(scope) for scope in scopes_of(person)}
    if regions.REGION in cities:
        return Q()
    condition = Q(pk__in=[])
    for city in cities:
        condition |= within(city, "region_id")
    return condition


def may_name(person: Person, region: str) -> bool:
    """Return whether the people of a thing in ``region`` may be named to ``person``."""
    cities = {city_of(scope) for scope in scopes_of(person)}
    return bool(cities & {regions.REGION, city_of(region)})


def facility_seen(facility_id: UUID, person: Person) -> Facility:
    """Return a facility. Raises ``NotThere`` when hidden or missing."""
    row = facilities_open_to(person).filter(pk=facility_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return row


def expert_seen(expert_id: UUID, person: Person) -> Expert:
    """Return an expert. Raises ``NotThere`` when hidden or missing."""
    row = experts_open_to(person).filter(pk=expert_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return row


def lot_seen(lot_id: UUID, person: Person) -> StockLot:
    """Return a lot with its stock. Raises ``NotThere`` when hidden or missing."""
    row = lots_open_to(person).filter(pk=lot_id).first()
    if row is None:
        raise NotThere(_("No such thing, or not visible to you."))
    return row
