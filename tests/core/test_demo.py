"""The people of the demo."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from command.core import demo, policies, second_factor
from command.core.actions import load_demo_people
from command.core.errors import NotPermitted
from command.core.models import Duty, Entry, Organisation, Person
from command.management.stack import prepare
from tests import make

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (Person, Duty, Organisation, Entry)]


def test_loading_twice_is_loading_once():
    assert load_demo_people(actor=None) == 108
    before = counts()
    assert load_demo_people(actor=None) == 0
    assert counts() == before


def test_each_person_belongs_to_their_city_and_holds_one_duty_there():
    load_demo_people(actor=None)
    for person in Person.objects.all():
        (duty,) = policies.duties_of(person)
        assert person.username.startswith(person.origin)
        place = str(duty.region_id)
        assert (duty.origin, place[:4]) == (person.origin, person.origin[:4])
        home = person.organisation
        assert home is not None
        assert home.origin == person.origin
        assert bool(person.totp_seed) is (duty.post in policies.APPROVING)


def test_a_start_on_another_day_or_for_other_people_loads(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    wishes = []
    monkeypatch.setattr(
        prepare, "call_command", lambda *words, loaded, **rest: wishes.append(loaded)
    )
    today = datetime(2027, 3, 19, 4, tzinfo=UTC)
    for at in (today, today, today + timedelta(days=1)):
        with time_machine.travel(at, tick=False):
            prepare.load_demo()
    make.person(make.Post.OBSERVER, make.ORDOS)
    with time_machine.travel(today + timedelta(days=1), tick=False):
        prepare.load_demo()
    assert wishes == [False, True, False, False]


def test_the_code_that_enrols_is_good_for_a_while():
    begin = int(time.time()) // 30 * 30
    for second in range(30):
        with time_machine.travel(begin + second, tick=False):
            code = second_factor.code_to_spare(demo.SEED)
        with time_machine.travel(begin + second + 10, tick=False):
            assert second_factor.counter_of(demo.SEED, code, after=0)


def test_the_sign_in_page_offers_the_accounts():
    assert demo.PASSWORD not in Client().get("/sign-in/").content.decode()
    load_demo_people(actor=None)
    page = Client().get("/sign-in/").content.decode()
    assert demo.PASSWORD in page
    assert all(name in page for name in demo.SHOWN)


def test_production_has_no_demo(settings):
    load_demo_people(actor=None)
    settings.DEMO_ALLOWED = False
    page = Client().get("/sign-in/").content.decode()
    assert demo.PASSWORD not in page
    assert "/demo-code/" not in page
    with pytest.raises(NotPermitted):
        load_demo_people(actor=None)
    with pytest.raises(CommandError, match="not allowed"):
        call_command("load_demo")
