"""Making what the tests of the register need, through its doors."""

from django.db import transaction

from command.core import authority, regions
from resources.register.actions import enter_lot, register_expert, register_facility
from tests.make import ORDOS

SHELTER = {
    "grade": "city",
    "duration": "long",
    "space": "indoor",
    "function": "general",
    "capacity": 100,
    "heat": "yes",
}
KNOWN = {"coord_precision_m": 2000, "source_note": "示意"}


def as_city(owner, door, /, **given):
    """Open a door as the city that ``owner`` lies in."""
    with transaction.atomic(), authority.acting_as(regions.city_of(owner)):
        return door(actor=None, **given)


def facility(kind="shelter", *, region=ORDOS, name="体育馆避难场所", details=None, **given):
    kept = (SHELTER if kind == "shelter" else {"level": "3a"}) if details is None else details
    told = {"point": (39.6, 109.78), **KNOWN, **given}
    return as_city(
        region, register_facility, kind=kind, region=region, name=name, details=kept, **told
    )


def expert(*, region=ORDOS, name="演练专家甲", **given):
    told = {"speciality": "黄河防凌", "families": ["11A"], "reach": "转接 000", **given}
    return as_city(region, register_expert, region=region, name=name, **told)


def lot(stock, number="A", quantity=5, **given):
    return as_city(
        stock.region_id, enter_lot, stock_id=stock.pk, number=number, quantity=quantity, **given
    )
