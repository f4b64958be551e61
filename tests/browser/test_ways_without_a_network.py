"""A call for help in flight mode leaves two ways without data: a voice, and a message."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.sos import PLACE, call, phone, until
from tests.support.handset import Handset
from tests.support.proxy import through

CALLER = "150600.team2"
FIX = "document.querySelector('[data-help-where]').innerText.includes('E')"
NOWHERE = {"en": "Position not known", "zh-hans": "位置不明"}


@pytest.mark.parametrize("language", NOWHERE)
@pytest.mark.parametrize("place", [PLACE, None], ids=["known", "unknown"])
def test_a_telephone_and_a_message_with_the_place_are_one_tap_away(seat, desk, language, place):
    known = desk(CALLER).get("/m0/state/")[1]
    page = phone(seat, CALLER, language, place)
    Handset(page).installed()
    page.context.set_offline(True)
    call(page)
    assert_ways(page, known, language, place)
    # Opened again without a network they are there still.
    page.reload()
    expect(page.locator("[data-help-open]")).to_be_visible()
    assert_ways(page, known, language, place)
    page.context.set_offline(False)


def test_the_telephone_comes_first_too_where_the_phone_believes_in_its_network(live, seat):
    with through(live.port, seed=17) as link:
        page = phone(seat, CALLER, place=None, address=link.address)
        Handset(page).installed()
        link.blackout()
        call(page)
        assert page.evaluate("navigator.onLine")
        expect(page.locator("[data-help-tel]")).to_have_attribute("data-first", "")
        link.restore()
        # Heard now: the telephone is one of two ways again.
        expect(page.locator("[data-help-server]")).to_have_attribute("data-done", "")
        expect(page.locator("[data-help-tel]")).not_to_have_attribute("data-first", "")


def assert_ways(page, known, language, place):
    tel, sms = page.locator("[data-help-tel]"), page.locator("[data-help-sms]")
    expect(tel).to_be_visible()
    expect(sms).to_be_visible()
    # Nobody has heard the call: the telephone comes first.
    expect(tel).to_have_attribute("data-first", "")
    if place:
        until(page, FIX)

    # The number that the caller's own authority has put first.
    number = re.sub(r"[^0-9+]", "", known["hotline"][0]["phone"])
    assert number
    assert tel.get_attribute("href") == f"tel:{number}"
    to, _, words = sms.get_attribute("href").partition("?&body=")
    assert to == f"sms:{number}"
    assert " " not in words
    said = " ".join(unquote(words).split())
    assert said.startswith("SOS")
    assert known["person"]["name"] in said
    if place is None:
        assert NOWHERE[language] in said
        assert "±" not in said
        return
    assert f"{place['longitude']:.4f} E {place['latitude']:.4f} N" in said
    assert f"±{place['accuracy']} m" in said
