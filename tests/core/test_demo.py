"""The people of the demo."""

import time

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from command.core import demo, policies, second_factor
from command.core.actions import load_demo_people
from command.core.errors import NotPermitted
from command.core.models import Duty, Entry, Organisation, Person
from command.core.sealing import unseal
from tests.support.once import made_once

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (Person, Duty, Organisation, Entry)]


def load_twice():
    """Load the demo people twice; return what that made, and the page from before."""
    page = Client().get("/sign-in/").content.decode()
    made = load_demo_people(actor=None)
    before = counts()
    return page, made, before, load_demo_people(actor=None), counts()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, load_twice) as found:
        yield found


def test_loading_twice_is_loading_once(loaded):
    _page, made, before, again, after = loaded
    assert (made, again) == (108, 0)
    assert before == after


def test_each_person_belongs_to_their_city_and_holds_one_duty_there(loaded):
    for person in Person.objects.all():
        (duty,) = policies.duties_of(person)
        assert person.username.startswith(person.origin)
        place = str(duty.region_id)
        assert (duty.origin, place[:4]) == (person.origin, person.origin[:4])
        home = person.organisation
        assert home is not None
        assert home.origin == person.origin
        assert bool(person.totp_seed) is (duty.post in policies.APPROVING)


def test_the_same_database_under_another_key_shuts_none_of_them_out(loaded, settings):
    settings.SECRET_KEY = "of another folder"
    assert load_demo_people(actor=None) == 0
    seeds = Person.objects.exclude(totp_seed="").values_list("totp_seed", flat=True)
    assert {unseal(seed) for seed in seeds} == {demo.SEED}


def test_the_code_that_enrols_is_good_for_a_while():
    begin = int(time.time()) // 30 * 30
    for second in range(30):
        with time_machine.travel(begin + second, tick=False):
            code = second_factor.code_to_spare(demo.SEED)
        with time_machine.travel(begin + second + 10, tick=False):
            assert second_factor.counter_of(demo.SEED, code, after=0)


def test_the_sign_in_page_offers_the_accounts(loaded):
    assert demo.PASSWORD not in loaded[0]
    page = Client().get("/sign-in/").content.decode()
    assert demo.PASSWORD in page
    assert all(name in page for name in demo.SHOWN)


def test_production_has_no_demo(loaded, settings):
    settings.DEMO_ALLOWED = False
    page = Client().get("/sign-in/").content.decode()
    assert demo.PASSWORD not in page
    assert "/demo-code/" not in page
    with pytest.raises(NotPermitted):
        load_demo_people(actor=None)
    with pytest.raises(CommandError, match="not allowed"):
        call_command("load_demo")
