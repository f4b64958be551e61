"""How long it takes from the shutter of a phone to the wall of images and to the server's disk.

    python -m tests.bench.shutter [photos]

Starts the whole system on a database of its own (``DATABASE_URL`` names the server), opens a
phone and the wall in real Chromium, and takes photos on three links. Milliseconds from "Save
and send", median and worst: saved on the phone; on the wall as a small picture; the original
examined and kept; in how many pieces it came. 3 MB need 129 s on the thin link alone, so five
photos take some twelve minutes there.
"""

import io
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.test_cop import reported
from tests.browser.test_tasks import COMMANDER, OFFICER, ordered
from tests.support.handset import asked
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.proxy import through
from tests.support.seat import Seat, session_of

LEADER = "150600.team1"
TEAM_OF = "SELECT organisation_id FROM core_person WHERE username = %s"
STAGE = """
SELECT state.stage FROM imagery_image AS image
JOIN imagery_imagestate AS state ON state.image_id = image.id WHERE image.caption = %s
"""
LINKS = {
    "LAN": {},
    "4G 4 Mbit/s, 60 ms": {"rate": 500_000, "delay_s": 0.03},
    "thin 200 kbit/s, 300 ms": {"rate": 25_000, "delay_s": 0.15},
}
PATIENCE = 240  # seconds
WORST = 4  # times as long as the bytes need on the line alone


def photo(seed):
    """Return a photo of about three megabytes; each its own."""
    noise = numpy.random.default_rng(seed).integers(0, 255, (300, 400, 3), dtype="uint8")
    written = io.BytesIO()
    Image.fromarray(noise).resize((4000, 3000), Image.Resampling.BICUBIC).save(
        written, "JPEG", quality=90
    )
    return written.getvalue()


def patience(size, rate):
    """Return how many seconds a file may take on a link: its bytes alone need some of them."""
    return PATIENCE + (WORST * size / rate if rate else 0)


def reached(live, caption, stages, patient=PATIENCE):
    """Wait until the image has come so far; return the moment."""
    end = time.monotonic() + patient
    while time.monotonic() < end:
        if asked(live, STAGE, caption) and asked(live, STAGE, caption)[0][0] in stages:
            return time.monotonic()
        time.sleep(0.02)
    raise AssertionError(f"{caption} never came to {stages}")


def take(live, phone, wall, number, rate):
    """Take one photo; return the milliseconds to phone, wall and disk."""
    caption = f"shutter {number}"
    content = photo(number)
    file = {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": content}
    phone.locator("[data-take] input").set_input_files(file)
    phone.locator("[data-picture][src]").wait_for()
    phone.locator("[name=caption]").fill(caption)
    begun = time.monotonic()
    phone.locator("[data-keep]").click()
    phone.locator("[data-screen=photo] > [data-ready]").wait_for()
    saved = time.monotonic()
    small = reached(live, caption, {"preview", "complete"})
    wall.reload()
    wall.get_by_text(caption).first.wait_for(timeout=PATIENCE * 1000)
    whole = reached(live, caption, {"complete"}, patience(len(content), rate))
    return [round((at - begun) * 1000) for at in (saved, small, whole)]


def say(line):
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(count):
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = fresh_database(os.environ["DATABASE_URL"], "jc_bench_shutter")
        live = Live(Path(folder), environment_for(Path(folder), database), free_port())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            live.start()
            say("| link | saved on the phone | at the post | original kept | pieces | load |")
            say("|---|---|---|---|---|---|")
            measure(live, browser, count)
        finally:
            browser.close()
            live.stop_all()


def measure(live, browser, count):
    """Take photos over each link."""
    keys = {name: session_of(live, name) for name in (LEADER, OFFICER, COMMANDER)}
    incident = reported(Seat(live.address, keys[OFFICER]), "shutter")
    team = str(asked(live, TEAM_OF, LEADER)[0][0])
    ordered(Seat(live.address, keys[COMMANDER]), incident, "Show it", assignee=team)
    for row, (name, faults) in enumerate(LINKS.items()):
        with through(live.port, seed=row) as link:
            phone = opened(browser, link.address, keys[LEADER], "/m0/photo/", (390, 844))
            wall = opened(browser, live.address, keys[COMMANDER], "/v/", (1920, 1080))
            phone.locator("#photo-task option").first.wait_for(state="attached", timeout=60_000)
            link.set(**faults)
            rate = faults.get("rate", 0)
            taken = [take(live, phone, wall, 100 * row + n, rate) for n in range(count)]
            columns = [sorted(column) for column in zip(*taken, strict=True)]
            cells = [f"{median(column):.0f} / {column[-1]} ms" for column in columns]
            pieces = sum(one.method == "PATCH" for one in link.requests) / count
            load = f"{os.getloadavg()[0]:.1f}"
            say(f"| {name} | {' | '.join(cells)} | {pieces:.0f} | {load} |")
            phone.context.close()
            wall.context.close()


def opened(browser, address, key, path, size):
    """Return a signed-in page."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(base_url=address, viewport=viewport)
    context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    page = context.new_page()
    page.goto(path)
    return page


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
