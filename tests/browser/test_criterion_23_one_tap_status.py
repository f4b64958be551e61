"""Criterion 23: one tap takes the next step; it is kept at once and can be taken back."""

from tests.browser.phone import COMMANDER, LEADER, PATIENT, ordered_to, ready

NEXT = "[data-screen=task] [data-next]"
# Tap, and look into the phone's memory until the step is there.
TAP = """async (selector) => {
  const asked = indexedDB.open('jc-field')
  const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const steps = () => new Promise((done) => {
    const all = db.transaction('items').objectStore('items').getAll()
    all.onsuccess = () => done(all.result.filter((one) => one.kind === 'step').length)
  })
  const before = await steps()
  document.querySelector(selector).click()
  while (await steps() === before) await new Promise((done) => setTimeout(done, 1))
  db.close()
}"""


def test_criterion_23_the_next_step_is_one_tap_saved_offline_and_taken_back(seat, desk, live):
    task = ordered_to(live, "一键到场", minutes=1)
    page = seat(LEADER, language="en", path=f"/m0/{task}/", viewport=(390, 844))
    page.get_by_role("heading", name="Move sixteen").wait_for(timeout=PATIENT)
    ready(page)
    box = page.locator(NEXT).bounding_box()
    assert box["height"] >= 56
    assert box["width"] >= 56
    page.clock.install()
    page.context.set_offline(True)

    undo = page.locator("[data-said-undo]")
    for _time in range(5):
        assert "Accept the order" in page.locator(NEXT).inner_text()
        page.evaluate(TAP, NEXT)
        page.locator(NEXT, has_text="On scene").wait_for(timeout=PATIENT)
        undo.click()
        page.locator(NEXT, has_text="Accept the order").wait_for(timeout=PATIENT)
    assert page.locator("[data-strip]").is_visible(), (
        "the strip stays while there is no network"
    )

    # Kept: after ten seconds nothing is left to take back, and it waits for the network.
    page.evaluate(TAP, NEXT)
    undo.wait_for(timeout=PATIENT)
    page.clock.run_for(11_000)
    undo.wait_for(state="hidden", timeout=PATIENT)
    assert page.locator(".f-net").get_attribute("data-net") == "offline"
    assert "not sent yet" in page.locator(".f-task [data-by]").inner_text()
    page.context.set_offline(False)
    page.clock.resume()
    page.locator(".f-net[data-net=live]").wait_for(timeout=PATIENT)
    status, card = desk(COMMANDER).get(f"/api/tasks/{task}/")
    assert (status, card["state"]) == (200, "acknowledged")


def test_criterion_23_a_long_press_shows_every_step_and_a_reason_is_asked_for(seat, desk, live):
    task = ordered_to(live, "长按看全部")
    page = seat(LEADER, language="en", path=f"/m0/{task}/", viewport=(360, 640))
    page.get_by_role("heading", name="Move sixteen").wait_for(timeout=PATIENT)
    page.locator(NEXT).click(delay=900)
    rows = page.locator("#sheet-steps [data-verb]")
    rows.first.wait_for(timeout=PATIENT)
    verbs = [row.get_attribute("data-verb") for row in rows.all()]
    assert verbs == ["acknowledge", "reject", "suspend"]
    rows.nth(2).click()
    page.locator("[data-why-send]").click()
    assert page.get_by_role("alert").get_by_text("Say why.").is_visible()
    page.locator("#why").fill("塌方")
    page.locator("[data-why-send]").click()
    page.locator("[data-stop]", has_text="塌方").wait_for(timeout=PATIENT)
    page.locator(".f-net[data-net=live]").wait_for(timeout=PATIENT)
    status, card = desk(COMMANDER).get(f"/api/tasks/{task}/")
    assert (status, card["state"], card["reason"]) == (200, "suspended", "塌方")
