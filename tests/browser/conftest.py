"""Real Chromium against the real system."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.support.handset import asked
from tests.support.live import Live, environment_for, free_port, fresh_database
from tests.support.seat import Seat, session_of

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("JC_CHROMIUM") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

expect.set_options(timeout=30_000)  # milliseconds; the machine may be slow

# While a call for help rings, the key A is its own, on every page of every test that follows;
# until it is closed, the phone of whoever called shows nothing else.
OPEN = "SELECT count(*) FROM distress_helpstate WHERE status <> 'closed'"
ANSWER = """
from command.core.models import Person
from command.tasking.distress.actions import acknowledge_help, close_help
from command.tasking.distress.models import HelpState
for state in HelpState.objects.exclude(status="closed").select_related("call__person"):
    desk = Person.objects.get(username=f"{state.call.person.origin}.duty1")
    if state.status == "raised":
        acknowledge_help(actor=desk, call_id=state.pk)
    close_help(actor=desk, call_id=state.pk, words="平安")
"""


def pytest_collection_modifyitems(items):
    """Give the tests time that say nothing else: the first of them starts the system."""
    for item in items:
        if HERE in item.path.parents and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """Start the system, once for all browser tests."""
    folder = tmp_path_factory.mktemp("live")
    database = fresh_database(os.environ["DATABASE_URL"], f"jc_browser_{os.getpid()}")
    system = Live(folder, environment_for(folder, database), free_port())
    try:
        system.start()
        yield system
    finally:
        system.stop_all()


@pytest.fixture(scope="session")
def chromium():
    """One browser; each person gets a context of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session(live):
    """Return the session key of a person, made once."""
    made = {}

    def of(username):
        if username not in made:
            made[username] = session_of(live, username)
        return made[username]

    return of


@pytest.fixture
def desk(live, session):
    """Return a machine client: ``desk("150600.duty1").post("/api/…", {…})``."""
    return lambda username: Seat(live.address, session(username))


@pytest.fixture
def seat(chromium, live, session):
    """Open a signed-in seat: ``seat("150600.commander")`` returns a page on the screen.

    With ``address`` of a fault proxy (tests/support/proxy.py) it sits at the end of a bad link.
    """
    opened = []

    def open_seat(username, language="zh-hans", path="/", viewport=(1920, 1080), address=None):
        context = chromium.new_context(
            base_url=address or live.address,
            viewport={"width": viewport[0], "height": viewport[1]},
        )
        context.add_cookies(
            [
                {"name": "sessionid", "value": session(username), "url": live.address},
                {"name": "django_language", "value": language, "url": live.address},
            ]
        )
        opened.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_seat
    for context in opened:
        context.close()


@pytest.fixture(autouse=True)
def answered(live):
    """Answer and close the calls for help that a test leaves open."""
    yield
    if asked(live, OPEN) != [(0,)]:
        live.run(ANSWER)
