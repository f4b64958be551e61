"""The whole demo, as a start enters it."""

import time

import pytest
import time_machine
from django.test import Client

from command.core import demo
from command.management.stack import prepare

pytestmark = pytest.mark.django_db


def test_what_a_start_prints_lets_one_in_and_the_next_start_loads_nothing(
    settings, tmp_path, django_assert_max_num_queries
):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    begin = int(time.time()) // 30 * 30
    with time_machine.travel(begin + 29, tick=False):
        said = prepare.load_demo()
        assert demo.PASSWORD in said
        assert demo.code() in said
        with django_assert_max_num_queries(12):
            assert prepare.load_demo() == said
    with time_machine.travel(begin + 31, tick=False):
        client = Client()
        given = {"username": "150600.commander", "password": demo.PASSWORD}
        client.post("/sign-in/", given)
        code = Client().get("/demo-code/").content.decode().split("<code>")[1][:6]
        assert client.post("/sign-in/code/", {"code": code})["Location"] == "/landing/"
        assert client.get("/landing/")["Location"] == "/"
