"""Files of a task in real Chromium: from the desk in pieces, to the phone, and laid aside."""

from uuid import uuid4

from PIL import Image

from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, LEADER, LIVE, OFFICER, PATIENT, PHONE, sent


def test_files_go_in_pieces_to_the_phone_and_are_laid_aside(seat, desk, tmp_path):
    incident = reported(desk(OFFICER), "attachments")
    picture, paper = tmp_path / "断面图.jpg", tmp_path / "管制令.pdf"
    sheet = Image.effect_noise((900, 600), 60).convert("RGB")
    sheet.save(picture)
    sheet.save(paper)
    leader = desk(LEADER).get("/api/people/me/")[1]["person"]["id"]
    to = {"assignee_kind": "person", "assignee_id": leader}
    body = {"incident_id": incident["id"], "title": "看图", "kind": "patrol", **to}
    status, card = desk(COMMANDER).post("/api/tasks/assign/", body, key=uuid4())
    assert status == 201, card
    phone = seat(LEADER, path=f"/m0/{card['id']}/", viewport=PHONE)
    phone.wait_for_selector("html[data-feed=live]", timeout=PATIENT)
    page = seat(COMMANDER, path=f"/t/{card['id']}/")
    page.wait_for_selector(LIVE, timeout=PATIENT)

    page.keyboard.press("p")
    page.locator("#pic-file").set_input_files([picture, paper], timeout=PATIENT)
    page.locator("#assign [data-send]").click()
    row = page.locator(".c-tk-att li", has_text="断面图")
    row.wait_for(timeout=PATIENT)
    sent(page)
    shown = phone.locator("[data-pictures] li", has_text="断面图")
    shown.wait_for(state="attached", timeout=PATIENT)
    link = page.locator(".c-tk-att li a", has_text="管制令.pdf")
    with page.expect_download(timeout=PATIENT) as coming:
        link.click(timeout=PATIENT)
    assert coming.value.suggested_filename == "管制令.pdf"
    assert coming.value.path().read_bytes() == paper.read_bytes()

    row.locator("[data-form]").click()
    page.locator("#pic-reason").fill("画错了", timeout=PATIENT)
    page.keyboard.press("Enter")
    page.locator(".c-tk-att [data-archived]", has_text="画错了").wait_for(timeout=PATIENT)
    shown.wait_for(state="detached", timeout=PATIENT)
