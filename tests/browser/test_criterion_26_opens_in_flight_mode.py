"""Criterion 26 of the screens' specification: the application opens in flight mode."""

import time

from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, OFFICER, ordered
from tests.support.handset import PATIENT, Handset, asked
from tests.support.live import wait_until
from tests.support.proxy import through

LEADER = "150600.team1"
PHONE = (390, 844)
TEAM_OF = """
SELECT organisation_id FROM core_person WHERE username = %s
"""
KEPT = """async () => {
  const urls = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const one of await cache.keys()) urls.push(new URL(one.url).pathname)
  }
  return urls
}"""
# From the first byte asked for to the task on the screen, by the page's own clock.
OPENED = """async () => {
  while (!document.querySelector('[data-one]:not([hidden]) [data-title]')?.textContent)
    await new Promise((go) => setTimeout(go, 10))
  return performance.now()
}"""


def test_criterion_26_a_cold_start_without_a_network_shows_my_task_its_map_and_whom_to_call(
    live, seat, desk
):
    incident = reported(desk(OFFICER), "flight mode")
    team = str(asked(live, TEAM_OF, LEADER)[0][0])
    ordered(desk(COMMANDER), incident, "Move the people off the right bank", assignee=team)
    with through(live.port, seed=26) as link:
        phone = seat(LEADER, "en", "/m0/", PHONE, address=link.address)
        Handset(phone).installed()
        phone.evaluate(OPENED)
        kept = phone.evaluate(KEPT)
        context = phone.context
        phone.close()
        link.blackout()

        # Every door of the application opens from what is on the phone.
        begun = time.monotonic()
        cold = context.new_page()
        cold.goto("/m0/")
        shown_ms = cold.evaluate(OPENED)
        assert shown_ms < 2000, f"{shown_ms:.0f} ms, {time.monotonic() - begun:.1f} s in all"
        cold.get_by_role("heading", name="Move the people off the right bank").wait_for()
        assert cold.locator(".f-net").get_attribute("data-net") == "offline"
        cold.locator("[data-screen=task] [data-call-open]").click()
        cold.locator("#sheet-call a[href='tel:119']").wait_for(timeout=PATIENT)
        for name in ["tasks", "map", "report", "photo", "messages", "outbox", "profile"]:
            cold.goto(f"/m0/{name}/")
            cold.locator(f"[data-screen={name}]").wait_for(timeout=PATIENT)
        cold.goto("/m0/map/")
        cold.locator("[data-screen=map] canvas, [data-screen=map] svg").first.wait_for(
            timeout=PATIENT
        )

        # A step done now is kept, shown, and sent when the network is back.
        cold.goto("/m0/")
        cold.evaluate(OPENED)
        cold.locator("[data-next]").click()
        cold.locator("[data-said]").wait_for(timeout=PATIENT)
        handset = Handset(cold)
        assert handset.states() == {"held": 1}
        link.restore()
        handset.nudge()
        wait_until(lambda: handset.states() == {"delivered": 1}, "the step to arrive")

    # Nothing of anybody is in the worker's files: only the application and two empty shells.
    pages = [path for path in kept if not path.startswith("/static/")]
    assert sorted(pages) == ["/m0/shell/en/", "/m0/shell/zh-hans/"]
