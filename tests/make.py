"""Making what a test needs, through the doors."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.db import transaction

from command.core import authority, regions
from command.core.actions import grant_duty, register_person
from command.core.models import Duty
from incidents import selectors
from incidents.actions import report_incident
from resources.actions import (
    register_asset,
    register_stock,
    register_team,
    request_resource,
    state_need,
)

Post = Duty.Post

DALAD, ORDOS, BAOTOU, HOHHOT, ULANQAB = "150621", "150600", "150200", "150100", "150900"
REGION = regions.REGION
PASSWORD = "Ice-jam at the bend 7"
# The ice jam of the scenario: 05:40 on 19 March 2027 in China.
JAMMED_AT = datetime(2027, 3, 18, 21, 40, tzinfo=UTC)

_numbers = count(1)


def person(post=None, region=ORDOS, *, name="", password=PASSWORD):
    """Register somebody of the city that ``region`` lies in; with a ``post``, on duty there."""
    city = regions.city_of(region)
    number = next(_numbers)
    with transaction.atomic(), authority.acting_as(city):
        made = register_person(
            actor=None,
            username=f"{city}.p{number}",
            name=name or f"Person {number}",
            password=password,
        )
        if post is not None:
            duty(made, post=post, region=region)
    return made


def duty(person, *, post, region=None, room=None, starts_at=None, ends_at=None):
    """Give ``person`` a post over a region or a room."""
    with transaction.atomic(), authority.acting_as(person.origin):
        return grant_duty(
            actor=None,
            person_id=person.pk,
            post=post,
            region=region,
            room=room,
            starts_at=starts_at,
            ends_at=ends_at,
        )


def incident(*, by=None, region=DALAD, **given):
    """Report an ice jam in Dalad, by its duty officer when ``by`` is not given."""
    told = {
        "event_type": "11A05",
        "title": "昭君镇段卡冰结坝",
        "place": "黄河南岸 K287+300",
        "point": (40.503, 109.795),
        "occurred_at": JAMMED_AT,
        "grade": 3,
        "source": "巡堤员",
        **given,
    }
    reporter = by or person(Post.DUTY_OFFICER, region)
    return report_incident(actor=reporter, region=region, **told)


def later(**delta):
    """Return a time after the jam."""
    return JAMMED_AT + timedelta(**delta)


def incident_card(incident):
    """Return the incident's card as a fresh fetch would."""
    return selectors.cards(selectors.every().filter(pk=incident.pk))[0]


def team(*, region=BAOTOU, kind="FLOOD", headcount=20, vehicles=3, **given):
    """Register a team of the authority that ``region`` lies in."""
    number = next(_numbers)
    told = {"name": f"Team {number}", "base": (40.65, 109.83), **given}
    with transaction.atomic(), authority.acting_as(regions.city_of(region)):
        return register_team(
            actor=None,
            kind=kind,
            region=region,
            headcount=headcount,
            vehicles=vehicles,
            **told,
        )


def asset(*, region=BAOTOU, supply="2990601", **given):
    """Register a vehicle (a pump truck) of the authority that ``region`` lies in."""
    told = {"name": f"Truck {next(_numbers)}", "base": (40.65, 109.83), **given}
    with transaction.atomic(), authority.acting_as(regions.city_of(region)):
        return register_asset(actor=None, region=region, supply=supply, **told)


def need(incident, *, what="2990601", quantity=6, **given):
    """Say what an incident lacks, in the name of its city."""
    told = {"place": "K287+300", **given}
    with transaction.atomic(), authority.acting_as(regions.city_of(incident.region_id)):
        return state_need(
            actor=None, incident_id=incident.pk, what=what, quantity=quantity, **told
        )


def stock(*, region=BAOTOU, supply="2990102", on_hand=10, **given):
    """Register a stock (of boats) of the authority that ``region`` lies in."""
    told = {"depot": f"Depot {next(_numbers)}", "point": (40.65, 109.83), **given}
    with transaction.atomic(), authority.acting_as(regions.city_of(region)):
        return register_stock(actor=None, region=region, supply=supply, on_hand=on_hand, **told)


def request(incident, *, what="2990102", quantity=6, asked=(BAOTOU, HOHHOT), **given):
    """Ask other cities for something, in the name of the incident's city."""
    told = {"unit": "", "place": "K287+300", **given}
    with transaction.atomic(), authority.acting_as(regions.city_of(incident.region_id)):
        return request_resource(
            actor=None,
            incident_id=incident.pk,
            what=what,
            quantity=quantity,
            asked=list(asked),
            **told,
        )
