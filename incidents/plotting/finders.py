"""What this floor and those below have on the map: seats, stations, incidents, pictures."""

from django.contrib.gis.measure import D
from django.utils.translation import gettext_lazy as _

from command.core.models import Person, Region
from command.core.regions import CITIES
from command.core.tongues import of_reader
from incidents import words
from incidents.imagery import selectors as imagery
from incidents.lifecycle import ENDED
from incidents.monitoring.models import Station
from incidents.monitoring.selectors.reading import seen_by
from incidents.plotting import categories
from incidents.plotting.inside import Found, Zone, apart, enter, found_at, near
from incidents.plotting.selectors import visible_to as features_visible_to
from incidents.selectors import visible_to


def seats(zone: Zone, _person: Person) -> list[Found]:
    """Find the seats of government, with the people of the whole division."""
    rows = near(Region.objects.filter(level=Region.Level.COUNTY), "seat", zone)
    return [
        found_at("seat", row, row.seat, row.name, row.seat_zh, count=row.population_2020)
        for row in rows.exclude(pk__in=CITIES)
    ]


def incidents(zone: Zone, person: Person) -> list[Found]:
    """Find the incidents that run."""
    rows = visible_to(person).filter(exercise=zone.exercise)
    rows = near(rows.exclude(state__status__in=ENDED), "point", zone)
    return [
        found_at(
            "incident",
            row,
            row.point,
            row.title,
            f"{row.number} {words.level(row.state.grade)}",
        )
        for row in rows
    ]


def stations(zone: Zone, person: Person) -> list[Found]:
    """Find the monitoring stations."""
    rows = Station.objects.filter(seen_by(person), exercise=zone.exercise)
    return [
        found_at("station", row, row.point, words_of(row), row.code)
        for row in near(rows, "point", zone)
    ]


def pictures(zone: Zone, person: Person) -> list[Found]:
    """Find the pictures by where they were taken."""
    rows = near(imagery.visible_to(person).filter(exercise=zone.exercise), "point", zone)
    return [
        found_at("image", row, row.point, row.caption or row.source, row.taken_at.isoformat())
        for row in rows
    ]


def features(zone: Zone, person: Person) -> list[Found]:
    """Find what is drawn, by the nearest edge."""
    rows = features_visible_to(person).filter(
        removed=False,
        feature__exercise=zone.exercise,
        shape__dwithin=(zone.shape, D(m=zone.metres)),
    )
    found = []
    for row in rows.annotate(metres=apart("shape", zone.shape)).order_by("metres", "pk"):
        assert row.shape is not None
        name = row.label or categories.name(row.category)
        detail = categories.name(row.category)
        found.append(found_at("feature", row, row.shape.centroid, name, detail))
    return found


def words_of(station: Station) -> str:
    """Return the name of a station in the language of the reader."""
    return str(of_reader(station.name_zh, station.name_en))


def enter_all() -> None:
    """Enter them in the order in which they are listed."""
    enter("seat", _("Seats of banners, counties and districts"), seats, _("residents (2020)"))
    enter("incident", _("Running incidents"), incidents)
    enter("station", _("Monitoring stations"), stations)
    enter("image", _("Pictures"), pictures)
    enter("feature", _("Drawn features"), features)
