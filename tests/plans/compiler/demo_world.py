"""The four cities of the demo as a snapshot, read from the files that ship with it."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

from django.conf import settings

from command.core.models import Region
from incidents.monitoring import demo as stations
from plans.compiler import law
from plans.compiler.facts import Facts, Pledge, Source
from plans.compiler.gather.sources import abilities, capabilities, known_things
from plans.document import read_document
from resources.routing.legs import line

ROOT = Path(settings.BASE_DIR)
RESPONSE = 30  # minutes, as a team is entered that does not say


def rows(path):
    with (ROOT / path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def city_of(region):
    return f"{region[:4]}00"


class DemoWorld:
    """What is the same for all plans; ``facts`` makes the snapshot for one."""

    def __init__(self, plans):
        """Read the files; ``plans`` are those that promise."""
        self.able = abilities()
        self.seats = {r.pk: (r.seat.y, r.seat.x) for r in Region.objects.all() if r.seat}
        self.sources = list(self._sources())
        self.pledges = [
            Pledge(
                giver=plan["city"],
                taker=offer.city,
                what=offer.what,
                quantity=offer.quantity,
                capabilities=self.able(offer.what, frozenset(offer.capabilities)),
                within_minutes=offer.within_minutes,
            )
            for plan in plans
            for offer in read_document(plan["document"]).offers
        ]

    def facts(self, plan):
        listed = Counter(
            row["list"]
            for row in rows("plans/activation/data/demo_contacts.csv")
            if row["city"] == plan["city"]
        )
        return Facts(
            city=plan["city"],
            kind=plan["kind"],
            event_types=plan["event_types"],
            holders=holders(),
            known=known_things(),
            sources=self.sources,
            capabilities=capabilities(),
            pledges=self.pledges,
            contacts=listed,
            sensors=frozenset(f"{p[0]}.{wave.key}" for p in stations.PLACES for wave in p[-1]),
            seats=self.seats,
            minutes={
                (source.place, seat): line(source.place, seat).minutes
                for source in self.sources
                for seat in self.seats.values()
            },
            musts=law.musts(plan["city"]),
            limits=law.limits(plan["city"]),
        )

    def _sources(self):
        for row in rows("resources/data/demo_teams.csv"):
            yield self._source(row["kind"], row, 1, RESPONSE)
        for row in rows("resources/data/demo_stocks.csv"):
            yield self._source(row["supply"], row, int(row["on_hand"]), 0)

    def _source(self, what, row, quantity, response):
        return Source(
            what=what,
            city=city_of(row["region"]),
            quantity=quantity,
            place=(float(row["lat"]), float(row["lon"])),
            response=response,
            able=self.able(what, frozenset()),
        )


def holders():
    """Return who fills what, by the files of organisations and people."""
    found = defaultdict(tuple)
    for row in rows("command/core/data/demo_organisations.csv"):
        found["organisation", row["kind"], row["region"]] = ()
    for row in rows("command/core/data/demo_people.csv"):
        name = f"{row['authority']}.{row['username']}"
        found["post", row["post"], row["region"]] += (name,)
        found["organisation", row["organisation"], row["authority"]] += (name,)
    return dict(found)
