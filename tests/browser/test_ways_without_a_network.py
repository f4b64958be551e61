"""A call for help in flight mode leaves two ways without data: a voice, and a message."""

import re
from urllib.parse import unquote

from playwright.sync_api import expect

from tests.browser.sos import PLACE, call, phone, until

CALLER = "150600.team2"
FIX = "document.querySelector('[data-help-where]').innerText.includes('E')"


def test_a_telephone_and_a_message_with_the_place_are_one_tap_away(seat):
    page = phone(seat, CALLER)
    page.context.set_offline(True)
    call(page)
    tel, sms = page.locator("[data-help-tel]"), page.locator("[data-help-sms]")
    expect(tel).to_be_visible()
    expect(sms).to_be_visible()
    # Nobody has heard the call: the telephone comes first.
    expect(tel).to_have_attribute("data-first", "")
    until(page, FIX)

    number = re.fullmatch(r"tel:(\+?\d{3,})", tel.get_attribute("href"))[1]
    to, _, words = sms.get_attribute("href").partition("?&body=")
    assert to == f"sms:{number}"
    said = " ".join(unquote(words).split())
    assert f"{PLACE['longitude']:.4f} E {PLACE['latitude']:.4f} N" in said
    assert f"±{PLACE['accuracy']} m" in said
    assert said.startswith("SOS! ")
    page.context.set_offline(False)
