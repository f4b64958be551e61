"""How soon an order is on the phone, and how soon what is late shows itself (criteria 16, 18).

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.orders [rounds]``.

A commander gives a team a task from the command screen: from Enter to its name on the team
leader's phone the criterion is 3 s. Then an order passes its deadline: from that moment to the
top of its column, to its incident's row and to its city's tile the criterion is 5 s each. The
pages are asked in turn, so that what is told is never too little.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.calls import seats
from tests.bench.pixels import FLAGS
from tests.browser.test_cop import reported
from tests.browser.test_tasks import (
    COMMANDER,
    LEADER,
    LIVE,
    OFFICER,
    PATIENT,
    PHONE,
    TEAM_OF,
    TITLE,
    an_organisation,
    named,
    opened,
    ordered,
)
from tests.support.handset import asked
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import Seat, session_of

EVERY = 0.02  # seconds between two looks
AHEAD = 8  # seconds until the deadline of a round
ON_TOP = """(key) => {
  const card = document.querySelector('[data-column=waiting] [data-card]')
  return card?.dataset.card === key && 'late' in card.dataset
}"""
ON_ROW = "(key) => Boolean(document.querySelector(`#inc-${key} .c-inc__tasks em`))"
ON_TILE = """() => Number(document.querySelector('#city-150600 .c-city__sums em')
  ?.innerText.match(/\\d+/) ?? 0)"""


def to_phone(seat, incident, team, rounds):
    """Return the seconds from Enter on the command screen to the name on the phone."""
    phone = seat(LEADER, path="/m0/tasks/", viewport=PHONE)
    phone.wait_for_selector("html[data-feed=live]", timeout=PATIENT)
    cop = seat(COMMANDER, path=f"/?incident={incident['id']}")
    cop.wait_for_selector(LIVE, timeout=PATIENT)
    cop.wait_for_selector(f".c-peek[data-id='{incident['id']}']", timeout=PATIENT)
    took = []
    for number in range(rounds):
        cop.keyboard.press("t")
        opened(cop)
        cop.locator(TITLE).fill(f"第{number}令")
        cop.locator("#give-who").focus()
        named(cop, team)
        shown = phone.locator("[data-list] b", has_text=f"第{number}令").first
        began = time.monotonic()
        cop.keyboard.press("Enter")
        shown.wait_for(timeout=PATIENT)
        took.append(time.monotonic() - began)
        cop.wait_for_selector("dialog#assign:not([open])", state="attached", timeout=PATIENT)
    cop.context.close()
    phone.context.close()
    return took


def late(seat, desk, officer, to, rounds):
    """Return the seconds from the deadline to each of the three places."""
    took = {"top of the column": [], "incident's row": [], "city's tile": []}
    for number in range(rounds):
        incident = reported(officer, f"late {number}")
        cop = seat(COMMANDER, path="/")
        board = seat(COMMANDER, path=f"/t/?incident={incident['id']}")
        for page in (cop, board):
            page.wait_for_selector(LIVE, timeout=PATIENT)
        ordered(desk, incident, "先办", assignee=to)
        before = cop.evaluate(ON_TILE)
        due = datetime.now(UTC) + timedelta(seconds=AHEAD)
        card = ordered(desk, incident, "后办", due=due.isoformat(), assignee=to)
        board.locator(f"#card-{card['id']}").wait_for(timeout=PATIENT)
        looks = {
            "top of the column": lambda b=board, c=card: b.evaluate(ON_TOP, c["id"]),
            "incident's row": lambda p=cop, i=incident: p.evaluate(ON_ROW, i["id"]),
            "city's tile": lambda p=cop, n=before: p.evaluate(ON_TILE) > n,
        }
        while looks:
            for name in [name for name, is_there in looks.items() if is_there()]:
                took[name].append((datetime.now(UTC) - due).total_seconds())
                del looks[name]
            time.sleep(EVERY)
        cop.context.close()
        board.context.close()
    return took


def measure(live, rounds):
    """Return what each thing took."""
    officer = Seat(live.address, session_of(live, OFFICER))
    desk = Seat(live.address, session_of(live, COMMANDER))
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        seat = seats(browser, live)
        team = f"team:{asked(live, TEAM_OF, LEADER)[0][0]}"
        phone = to_phone(seat, reported(officer, "orders"), team, rounds)
        after = late(seat, desk, officer, an_organisation(live), rounds)
        browser.close()
    return {"command screen to phone": (phone, 3), **{k: (v, 5) for k, v in after.items()}}


def main(rounds=10):
    """Start the system, measure, print one row for each thing."""
    folder = Path(tempfile.mkdtemp(prefix="jc-orders-"))
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_orders_{os.getpid()}")
    live = Live(folder, environment_for(folder, database), free_port())
    try:
        live.start()
        found = measure(live, rounds)
    finally:
        live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    for what, (took, limit) in found.items():
        kept = sum(t <= limit for t in took)
        sys.stdout.write(
            f"{what}: median {statistics.median(took):.2f} s, longest {max(took):.2f} s,"
            f" {kept} of {len(took)} within {limit} s, load {load}\n"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
