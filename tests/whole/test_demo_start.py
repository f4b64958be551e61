"""The whole demo, as a start enters it."""

import os
import time

import pytest
import time_machine
from django.db import connection
from django.test import Client

from command.core import demo
from command.management.stack import entered, prepare
from tests.support.live import url_of

pytestmark = pytest.mark.django_db


def test_what_a_start_prints_lets_one_in_and_the_next_start_enters_nothing(
    settings, tmp_path, django_assert_num_queries
):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    accounts = tmp_path / "accounts.txt"
    url = url_of(os.environ["DATABASE_URL"], connection.settings_dict["NAME"])
    wanted = entered.wanted(settings.BASE_DIR, entered.today(settings.TIME_ZONE), demo=False)
    begin = int(time.time()) // 30 * 30
    try:
        entered.remember(url, wanted)  # tables, code lists and static files are there
        with time_machine.travel(begin + 29, tick=False):
            prepare.bring_up_to_date(url, accounts, demo=True)
            said = accounts.read_text()
            assert demo.PASSWORD in said
            assert demo.code() in said
            with django_assert_num_queries(0):
                prepare.bring_up_to_date(url, accounts, demo=True)
            assert accounts.read_text() == said
        assert set(entered.known(url)) == {entered.SYSTEM, entered.DEMO}
    finally:
        entered.forget(url)
    with time_machine.travel(begin + 31, tick=False):
        client = Client()
        given = {"username": "150600.commander", "password": demo.PASSWORD}
        client.post("/sign-in/", given)
        code = Client().get("/demo-code/").content.decode().split("<code>")[1][:6]
        assert client.post("/sign-in/code/", {"code": code})["Location"] == "/landing/"
        assert client.get("/landing/")["Location"] == "/"
