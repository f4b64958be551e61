"""Criteria 4 and 21 by the clock: how long a new incident and its first report take at a desk.

Run, with ``DATABASE_URL`` (a superuser) and ``REDIS_URL`` set:
``.venv/bin/python -m tests.bench.typing``, or against a running system with
``JC_ADDRESS`` and the keys of two sessions in ``JC_SESSIONS``.

A model and not people: Chromium is driven at the speed of the keystroke-level model (S. Card,
T. Moran, A. Newell, "The keystroke-level model for user performance time with interactive
systems", Communications of the ACM 23 (1980) 396-410). K, a key, 0.28 s: an average
non-secretary typist; M, a decision, 1.35 s; P, pointing, 1.1 s; H, a hand to the mouse or back,
0.4 s; R is what the system really takes. Chinese goes in as through a pinyin input method:
each letter is a key that composes, and the space bar takes the first candidate, which the
typist of a word foresees: no decision (their rules 1 and 2). Type, banner and caller are found
by initials. Looked through is each prefilled field with one decision. Five incidents of five
kinds are reported by keyboard alone; of each the first report is drafted, filled in and
submitted. A row is said as soon as it is known: all five take minutes, because the hand does.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.pixels import FLAGS
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import session_of

K, M, P, H = 0.28, 1.35, 1.1, 0.4  # seconds
GOALS = (20, 180)
OFFICER = "150600.duty1"
PATIENT = 60_000  # milliseconds
# Initials of type and banner; where exactly, as pinyin and in Chinese; people; who says so:
# found by initials, or written out where the form does not know them.
INCIDENTS = [
    ("lx", "dltq", ("zhaojunfen", "昭君坟"), 0, "xdy"),
    ("cyhx", "etkq", ("aerbasi", "阿尔巴斯"), 0, "mm"),
    ("wxhx", "zgeq", ("dalu", "大路园区"), 3, "qy"),
    ("by", "hjq", ("xini", "锡尼镇"), 0, ("lvke", "旅客")),
    ("mkws", "yjhlq", ("nalinhe", "纳林河"), 5, "kf"),
]
LACKING = ("zhengzaitongji", "正在统计核实")


class Hand:
    """A typist of the model: acts on the page, and counts keys and decisions."""

    def __init__(self, page):
        self.page, self.keys, self.decisions, self.spent = page, 0, 0, 0.0
        self.ime = page.context.new_cdp_session(page)

    def take(self, seconds):
        self.spent += seconds
        time.sleep(seconds)

    def decide(self, times=1):
        self.decisions += times
        self.take(M * times)

    def key(self):
        self.keys += 1
        self.take(K)

    def press(self, *keys):
        for key in keys:
            for _held in key.split("+"):  # a modifier is a key too
                self.key()
            self.page.keyboard.press(key)

    def type(self, text):
        for sign in text:
            self.press(sign)

    def compose(self, letters, chosen):
        """Type letters into the input method, and take its first candidate."""
        for n in range(1, len(letters) + 1):
            self.key()
            at = {"selectionStart": n, "selectionEnd": n}
            self.ime.send("Input.imeSetComposition", {"text": letters[:n], **at})
        self.key()
        self.ime.send("Input.insertText", {"text": chosen})

    def initials(self, letters):
        """Type initials, which the input method gives out as they are; take what is found."""
        self.compose(letters, letters)
        self.press("Enter")

    def point(self, selector):
        """Take the mouse, click, and come back to the keys."""
        self.take(H + P)
        self.page.locator(selector).first.click()
        self.take(H)


def incident(hand, kind, region, place, trapped, source):
    """Report an incident from the command screen by keyboard; return the seconds."""
    page = hand.page
    begun = time.monotonic()
    hand.decide()
    hand.press("n")
    page.wait_for_selector(".c-drawer[open] #new-kind:focus", timeout=PATIENT)
    hand.decide()
    hand.initials(kind)  # and on to the place
    hand.decide()
    hand.initials(region)
    hand.compose(*place)
    hand.decide()
    hand.press("Enter")  # on to the people who are trapped, if any
    if trapped:
        hand.type(str(trapped))
        hand.press("Enter")
    hand.press("Enter")  # past the counts that nobody named, to the source
    hand.decide()
    if isinstance(source, str):
        hand.initials(source)
    else:
        hand.compose(*source)
        hand.press("Enter")
    hand.decide()  # is the suggested grade right?
    page.wait_for_selector("[data-save]:focus", timeout=PATIENT)
    hand.press("Enter")
    page.wait_for_url("**/i/*-*-*-*-*/", timeout=PATIENT)
    return time.monotonic() - begun


def first_report(hand):
    """Make the first report of the open incident; return seconds, by hand, and of how many."""
    page = hand.page
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    tab = page.locator("a[data-tab][href$='/reports/']").get_attribute("data-tab")
    begun = time.monotonic()
    hand.decide()
    hand.press(tab)
    page.wait_for_selector("[data-act-key=n]", timeout=PATIENT)
    hand.decide()
    hand.press("n")
    page.wait_for_selector("[data-report]", timeout=PATIENT)
    fields = page.locator(".c-rfield").count()
    empty = page.locator(".c-rfield[data-missing], .c-rfield:has(.c-rfield__mark:text-is(''))")
    blank, lacking = empty.count(), page.locator(".c-rfield[data-missing]").count()
    hand.decide(fields - blank)
    for _each in range(lacking):
        hand.decide()
        hand.point(".c-rfield[data-missing] [data-field]")
        hand.compose(*LACKING)
        with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            hand.press("Tab")
    hand.decide()
    hand.point("[form=act-submit]")
    page.wait_for_selector(".c-chain li:nth-child(2)[aria-current]", timeout=PATIENT)
    return time.monotonic() - begun, lacking, fields, blank


def say(line):
    """Write a line now, also into a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(address, key):
    """Return one row for each incident: seconds, keys, decisions; and of its report."""
    rows = []
    with sync_playwright() as playwright:
        path = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/?lang=zh-hans")
        for given in INCIDENTS:
            page.goto(address)
            page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
            hand = Hand(page)
            took = incident(hand, *given)
            title = page.locator("h1").inner_text()
            intake, hand = hand, Hand(page)
            rows.append((title, took, intake, hand, *first_report(hand)))
            say(row_of(*rows[-1]))
        browser.close()
    return rows


def row_of(title, took, intake, hand, wrote, lacking, fields, blank):
    """Return what is said of one incident."""
    share = round(100 * (fields - blank) / fields)
    return (
        f"{title}: saved in {took:.1f} s, {intake.spent:.1f} s of it the hand"
        f" ({intake.keys} keys, {intake.decisions} decisions);"
        f" first report in {wrote:.1f} s, {hand.spent:.1f} s of it the hand"
        f" ({hand.keys} keys, {hand.decisions} decisions),"
        f" {lacking} of {fields} fields by hand, {share} % prefilled;"
        f" load {os.getloadavg()[0]:.1f}"
    )


def medians(rows):
    """Return the lines that sum up."""
    lines = []
    for n, name, goal in ((1, "incident saved", GOALS[0]), (4, "first report", GOALS[1])):
        took = sorted(row[n] for row in rows)
        hand = statistics.median(row[n // 4 + 2].spent for row in rows)
        lines.append(
            f"{name}: median {statistics.median(took):.1f} s of {len(took)}"
            f" ({took[0]:.1f} to {took[-1]:.1f}), the hand {hand:.1f} s of it, goal {goal} s"
        )
    return lines


def main():
    """Start the system unless one is named, measure, say each row and the medians."""
    address, key = os.environ.get("JC_ADDRESS", ""), os.environ.get("JC_SESSIONS", "")
    live = None
    try:
        if not address:
            folder = Path(tempfile.mkdtemp(prefix="jc-typing-"))
            database = fresh_database(os.environ["DATABASE_URL"], f"jc_typing_{os.getpid()}")
            live = Live(folder, environment_for(folder, database), free_port())
            say("Starting the system: a database with its demo, static files, the servers.")
            live.start()
            address, key = live.address, session_of(live, OFFICER)
        say("Five incidents by hand, each with its first report.")
        lines = medians(measure(address, key))
    finally:
        if live is not None:
            live.stop_all()
    load = "/".join(f"{n:.1f}" for n in os.getloadavg())
    say("\n".join([*lines, f"load {load}"]))


if __name__ == "__main__":
    main()
