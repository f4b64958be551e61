"""Offers that nobody asked for: both doors, from every side."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from resources.actions import answer_offer, offer_resource
from tests import make
from tests.resources.story import Post, cards, officer, refused
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident():
    """Return an incident that Ulanqab sees, because it was asked for something."""
    made = make.incident()
    make.request(made, asked=[make.ULANQAB])
    return made


def offer(actor, incident, **given):
    told = {"what": "1990303", "quantity": 20, "unit": "吨", **given}
    return offer_resource(actor=actor, incident_id=incident.pk, **told)


def test_a_city_offers_and_the_journal_tells_it(incident):
    giver = officer(make.ULANQAB)

    with whole_story(incident.room_id, cards) as entries:
        made = offer(giver, incident, number="RO-01")

    assert made.origin == make.ULANQAB
    assert entries[0]["says"]["en"] == ("RO-01: Ulanqab offers 20 tonnes of Potatoes and flour")


def test_the_incidents_side_accepts_once(incident):
    made = offer(officer(make.ULANQAB), incident)
    commander = make.person(Post.COMMANDER, make.ORDOS)

    with whole_story(incident.room_id, cards) as entries:
        answer_offer(actor=commander, offer_id=made.pk, is_accepted=True)

    assert entries[0]["changed"][f"offer.{made.pk}"]["status"] == "accepted"
    with refused(Conflict):
        answer_offer(actor=commander, offer_id=made.pk, is_accepted=False, reason="no")


def test_a_refusal_has_a_reason(incident):
    made = offer(officer(make.ULANQAB), incident)
    commander = make.person(Post.COMMANDER, make.ORDOS)

    with refused(Invalid):
        answer_offer(actor=commander, offer_id=made.pk, is_accepted=False)


def test_nobody_answers_their_own_offer(incident):
    giver = officer(make.ULANQAB)
    made = offer(giver, incident)

    with refused(NotPermitted):
        answer_offer(actor=giver, offer_id=made.pk, is_accepted=True)


def test_who_does_not_see_the_incident_offers_nothing(incident):
    stranger = officer(make.HOHHOT)

    with refused(NotThere):
        offer(stranger, incident)


@pytest.mark.parametrize("post", [Post.OBSERVER, Post.DUTY_OFFICER])
def test_other_posts_may_not_and_nothing_changes(incident, post):
    bystander = make.person(post, make.ULANQAB)

    with refused(NotPermitted):
        offer(bystander, incident)


def test_a_number_is_given_once(incident):
    giver = officer(make.ULANQAB)
    offer(giver, incident, number="RO-01")

    with refused(Conflict):
        offer(giver, incident, number="RO-01")
    assert offer(giver, incident).number == "RO-150900-02"


def test_an_offer_that_does_not_exist_is_not_there(incident):
    commander = make.person(Post.COMMANDER, make.ORDOS)

    with refused(NotThere):
        answer_offer(actor=commander, offer_id=incident.pk, is_accepted=True)
