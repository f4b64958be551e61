"""The units come apart from the command screen: late, not at all, after newer words."""

from datetime import UTC, datetime

from tests.browser.test_tasks import COMMANDER, LEADER, LIVE, PATIENT, TEAM_OF
from tests.support.handset import asked

PLACE = "id => document.querySelector('jc-map').units.unit(id)?.lat"
SIZE = "document.querySelector('jc-map').units.size"
STATE = "state => document.querySelector('jc-map').dataset.units === state"
WORDS = "[data-units-failed]"
ADDRESS = "**/board/units/"


def test_units_that_could_not_be_fetched_are_missed_aloud_and_come_without_reload(seat):
    page = seat(COMMANDER, path="/t/")
    page.route(ADDRESS, lambda route: route.fulfill(status=503, body="<h1>busy</h1>"))
    page.goto("/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.locator(WORDS).wait_for(state="visible", timeout=PATIENT)
    few = page.evaluate(SIZE)  # what has moved since is told by the feed
    page.evaluate("() => { window.never = 'reloaded' }")

    page.unroute(ADDRESS)
    page.wait_for_function(STATE, arg="here", timeout=PATIENT)

    assert page.locator(WORDS).is_hidden()
    assert page.evaluate(SIZE) > few
    assert page.evaluate("window.never") == "reloaded"


def test_a_position_that_came_first_is_not_overwritten_by_an_older_answer(seat, desk, live):
    team = str(asked(live, TEAM_OF, LEADER)[0][0])
    page, held = seat(COMMANDER, path="/t/"), []

    # The answer is the server's own, made before the team moved on, and comes after.
    def hold(route):
        held.append((route, route.fetch()))

    page.route(ADDRESS, hold)
    page.goto("/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.wait_for_function(STATE, arg="asked", timeout=PATIENT)
    while not held:
        page.wait_for_timeout(50)
    route, answer = held[0]
    told = {row[0]: row for row in answer.json()["units"]}[team]
    # A walk of fifty metres: nothing that a limit of speed would doubt.
    fix = {"lat": round(told[2] + 0.0005, 5), "lon": told[3]}
    fix["observed_at"] = datetime.now(UTC).isoformat()
    assert desk(LEADER).post("/api/positions/", {"fixes": [fix]}) == (202, {"stored": 1})
    here = [team, fix["lat"]]
    page.wait_for_function(f"([id, lat]) => ({PLACE})(id) === lat", arg=here, timeout=PATIENT)
    route.fulfill(response=answer)
    page.wait_for_function(STATE, arg="here", timeout=PATIENT)

    assert page.evaluate(PLACE, team) == fix["lat"]
    unit = page.evaluate("id => document.querySelector('jc-map').units.unit(id)", team)
    assert unit["name"] == told[6]
    assert unit["letter"] == told[1]

    # Looked back and returned: the present is asked for anew, not the page's first picture.
    page.unroute(ADDRESS)
    page.keyboard.press("[")
    page.wait_for_selector("[data-replay-banner][data-shown]", timeout=PATIENT)
    assert page.evaluate(STATE, "past")
    with page.expect_response(ADDRESS, timeout=PATIENT) as again:
        page.locator("[data-replay-leave]").first.click()
    assert {row[0]: row[2] for row in again.value.json()["units"]}[team] == fix["lat"]
    page.wait_for_function(STATE, arg="here", timeout=PATIENT)
    assert page.evaluate(PLACE, team) == fix["lat"]
