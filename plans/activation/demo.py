"""The contacts of the demo: invented people with numbers that no telephone has.

Mobile numbers in China begin with 13 to 19, these with 10. Illustrative.
"""

import csv
from pathlib import Path

from django.db import transaction

from command.core import authority
from plans.activation.actions import keep_contacts
from plans.activation.actions.contacts import Given
from plans.activation.models import Contact

FILE = Path(__file__).resolve().parent / "data" / "demo_contacts.csv"


def load() -> int:
    """Enter the contacts of the cities that have none; return how many those were."""
    there = set(Contact.objects.values_list("city", flat=True).distinct())
    people: dict[str, list[Given]] = {}
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            city = row.pop("city")
            if city not in there:
                people.setdefault(city, []).append(Given(**row))
    for city, given in people.items():
        with transaction.atomic(), authority.acting_as(city):
            keep_contacts(actor=None, city=city, people=given)
    return sum(len(given) for given in people.values())
