"""The papers of an order: kept on the phone as it is accepted, read without a network."""

from PIL import Image

from tests.browser.phone import COMMANDER, LEADER, ordered_to, ready
from tests.browser.test_tasks import LIVE, PATIENT, sent
from tests.support.handset import Handset

NEXT = "[data-screen=task] [data-next]"


def test_a_paper_of_an_accepted_order_opens_without_a_network(seat, live, tmp_path):
    task = ordered_to(live, "带上图纸")
    paper = tmp_path / "断面图.pdf"
    Image.effect_noise((400, 300), 60).convert("RGB").save(paper)
    desk = seat(COMMANDER, path=f"/t/{task}/")
    desk.wait_for_selector(LIVE, timeout=PATIENT)
    desk.keyboard.press("p")
    desk.locator("#pic-file").set_input_files([paper], timeout=PATIENT)
    desk.locator("#assign [data-send]").click()
    desk.locator(".c-tk-att li", has_text="断面图").wait_for(timeout=PATIENT)
    sent(desk)

    page = seat(LEADER, language="en", path=f"/m0/{task}/", viewport=(390, 844))
    ready(page)
    Handset(page).installed()
    row = page.locator("[data-papers] li", has_text="断面图")
    row.wait_for(timeout=PATIENT)
    # Before the order is accepted nothing of it is kept: without a network it is said so.
    page.context.set_offline(True)
    row.locator("button").click()
    page.get_by_text("Not on this phone yet.").wait_for(timeout=PATIENT)
    page.context.set_offline(False)

    page.locator(NEXT, has_text="Accept the order").click()
    row.get_by_text("on this phone").wait_for(timeout=2 * PATIENT)
    page.context.set_offline(True)
    page.reload()
    ready(page)
    row.get_by_text("on this phone").wait_for(timeout=PATIENT)
    with page.expect_download(timeout=PATIENT) as coming:
        row.locator("button").click()
    assert coming.value.suggested_filename == "断面图.pdf"
    assert coming.value.path().read_bytes() == paper.read_bytes()
