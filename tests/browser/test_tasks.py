"""Tasks in real Chromium: criteria 16, 17 and 18 of the screens' specification."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.browser.test_cop import AXE, reported
from tests.support.handset import asked

COMMANDER, OFFICER, LEADER, TEAM = "150600.commander", "150600.duty1", "150600.team1", "fxqxd"
LIVE = "jc-sync[data-state=live]"
PATIENT = 30_000  # milliseconds; the machine may be slow
FOUND = "() => axe.run(document, {resultTypes: ['violations']})"
WIDE, TABLET, PHONE = (1920, 1080), (1024, 768), (390, 844)
MOST_OFFERED = 9  # lines of the list
TEAM_OF = """SELECT team_id FROM resources_teammember one
JOIN core_person ON core_person.id = one.person_id
WHERE username = %s AND left_at IS NULL AND one.exercise_id IS NULL"""
TITLE = "[data-assign-body] [name=title]"
# Where a unit of the map stands alone, on the screen and free of panels.
LONE = """async () => {
  const map = document.querySelector('jc-map'), box = map.getBoundingClientRect()
  const { units } = await (await fetch('/board/units/')).json()
  const point = (lat, lon) => map.leaflet.latLngToContainerPoint([lat, lon])
  const points = units.map(([id, , lat, lon]) => [id, point(lat, lon)])
  const alone = ([id, p]) => points.every(([other, q]) => other === id || p.distanceTo(q) > 30)
  return points.filter(alone)
    .map(([id, p]) => [id, box.x + p.x, box.y + p.y])
    .filter(([, x, y]) => document.elementFromPoint(x, y)?.closest('jc-map'))
}"""


def opened(page, *, first=True):
    """Wait until the dialog is there and, if nobody is chosen, until it knows whom to offer."""
    page.wait_for_selector("dialog#assign[open] form", timeout=PATIENT)
    if first:
        page.wait_for_selector("#give-who-list [role=option]", timeout=PATIENT)


def sent(page):
    page.wait_for_selector("dialog#assign:not([open])", state="attached", timeout=PATIENT)


def ordered(desk, incident, title, *, due=None, assignee=None):
    """Give a task by the machine entrance; return its card."""
    body = {"incident_id": incident["id"], "title": title, "kind": "patrol"}
    status, card = desk.post("/api/tasks/", body, key=uuid4())
    assert status == 201, card
    told = {"assignee_kind": "organisation", "assignee_id": assignee, "due_at": due}
    status, card = desk.post(f"/api/tasks/{card['id']}/issue/", told, key=uuid4())
    assert status == 200, card
    return card


def an_organisation(live):
    said = live.run("from command.core.models import Organisation as O;"
        "print('id=', O.objects.filter(region_id='150600').order_by('pk').first().pk, sep='')",
    )  # fmt: skip
    return said.strip().rpartition("id=")[2]


def named(page, team):
    """Type a few letters of a team's name; of several that are called so, take this one.

    Who of them is the nearest depends upon where they have driven to by now.
    """
    page.keyboard.type(TEAM)
    page.wait_for_selector("#give-who-list [aria-selected=true]")
    chosen = page.locator("[data-assign-body] [name=who]")
    for _ in range(MOST_OFFERED):
        if chosen.input_value() == team:
            break
        page.keyboard.press("ArrowDown")
    assert chosen.input_value() == team


def test_criterion_16_a_task_in_three_steps_from_row_room_and_map_is_on_the_phone(
    seat, desk, live
):
    team = f"team:{asked(live, TEAM_OF, LEADER)[0][0]}"
    incident = reported(desk(OFFICER), "three steps")
    phone = seat(LEADER, path="/m0/tasks/", viewport=PHONE)
    phone.wait_for_selector("html[data-feed=live]", timeout=PATIENT)
    cop = seat(COMMANDER, path=f"/?incident={incident['id']}")
    cop.wait_for_selector(LIVE, timeout=PATIENT)
    cop.wait_for_selector(f".c-peek[data-id='{incident['id']}']", timeout=PATIENT)

    # The row: its key, a few letters of the team's name, Enter. Three interactions.
    cop.keyboard.press("t")
    opened(cop)
    assert cop.locator("[data-assign-body] [name=incident]").input_value() == incident["id"]
    named(cop, team)
    title = cop.locator(TITLE).input_value()
    assert title
    cop.keyboard.press("Enter")
    sent(cop)
    # It is on the phone of the team, by itself, by its name.
    phone.locator("[data-list] b", has_text=title).first.wait_for(timeout=PATIENT)

    # The room: the same three.
    room = seat(COMMANDER, path=f"/i/{incident['id']}/")
    room.wait_for_selector(LIVE, timeout=PATIENT)
    room.keyboard.press("t")
    opened(room)
    named(room, team)
    room.keyboard.press("Enter")
    sent(room)
    room.locator("[data-panel=tasks] tbody tr").nth(1).wait_for(timeout=PATIENT)

    # The map: the unit, its button, Enter.
    cop.wait_for_selector("jc-map[data-ready]", timeout=PATIENT)
    unit, x, y = cop.evaluate(LONE)[0]
    cop.mouse.click(x, y)
    cop.locator(f".m-card[data-unit='{unit}'] [data-assign]").click()
    opened(cop, first=False)
    assert cop.locator("[data-assign-body] [name=who]").input_value() == f"team:{unit}"
    cop.keyboard.press("Enter")
    sent(cop)
    status, listed = desk(COMMANDER).get(f"/api/tasks/?incident={incident['id']}")
    assert status == 200
    assert len(listed["items"]) == 3
    assert unit in {card["assignee_id"] for card in listed["items"]}
    assert {card["state"] for card in listed["items"]} == {"issued"}


def test_criterion_17_the_whole_board_by_keyboard(seat, desk, live):
    incident, to = reported(desk(OFFICER), "keyboard board"), an_organisation(live)
    cards = [ordered(desk(COMMANDER), incident, f"板{n}", assignee=to) for n in (1, 2)]
    page = seat(COMMANDER, path=f"/t/?incident={incident['id']}")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.evaluate("() => { window.never = 'reloaded' }")

    # To a card by arrows; one step on with a key, and the focus goes where the card goes.
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.closest('[data-card]').dataset.card")
    page.keyboard.press(">")
    page.locator(f"[data-column=accepted] #card-{first}").wait_for(timeout=PATIENT)
    on = "(id) => document.activeElement.closest('[data-card]')?.dataset.card === id"
    page.wait_for_function(on, arg=first, timeout=PATIENT)
    page.keyboard.press("ArrowLeft")
    other = page.evaluate("document.activeElement.closest('[data-card]').dataset.card")
    assert {first, other} == {card["id"] for card in cards}

    # Its state, with a reason: S, to the verb by arrows, the reason, Enter.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    verb = "() => document.activeElement.matches('[name=verb]') && document.activeElement.value"
    page.wait_for_function(verb, timeout=PATIENT)
    for _ in range(12):
        if page.evaluate(verb) == "block":
            break
        page.keyboard.press("ArrowDown")
    assert page.evaluate(verb) == "block"
    page.keyboard.press("Tab")
    page.keyboard.type("道路中断")
    page.keyboard.press("Enter")
    page.locator(f"[data-column=blocked] #card-{first}").wait_for(timeout=PATIENT)

    # To somebody else: A, a name, why, Enter.
    page.wait_for_function(on, arg=first, timeout=PATIENT)
    page.keyboard.press("a")
    opened(page)
    page.keyboard.type(TEAM)
    page.wait_for_selector("#give-who-list [aria-selected=true]")
    page.keyboard.press("Tab")
    page.keyboard.type("另派")
    page.keyboard.press("Enter")
    page.locator(f"[data-column=waiting] #card-{first}").wait_for(timeout=PATIENT)
    assert page.evaluate("window.never") == "reloaded"


def test_criterion_17_the_pages_of_tasks_are_sound_to_axe_and_fit_every_screen(
    seat, desk, live
):
    incident = reported(desk(OFFICER), "sound to axe")
    card = ordered(desk(COMMANDER), incident, "验", assignee=an_organisation(live))
    page = seat(COMMANDER, path="/t/")
    source, wrong = AXE.read_text(), []
    for path in ["?group=incident", "timeline/", "list/", f"{card['id']}/", "new/"]:
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        page.goto(f"/t/{path}")
        page.wait_for_selector(LIVE, timeout=PATIENT)
        page.evaluate(source)
        wrong += [
            (path, v["id"], [n["target"] for n in v["nodes"]][:3])
            for v in page.evaluate(FOUND)["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
        for width, height in (TABLET, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("document.documentElement.scrollWidth")
            wrong += [(path, "wider than the screen", wide)] if wide > width else []
    assert wrong == [], json.dumps(wrong, ensure_ascii=False)


def test_criterion_18_what_is_overdue_shows_itself_under_any_filter(seat, desk, live):
    incident, to = reported(desk(OFFICER), "overdue shows itself"), an_organisation(live)
    ordered(desk(COMMANDER), incident, "先办", assignee=to)
    cop = seat(COMMANDER, path=f"/?incident={incident['id']}&city=150600")
    board = seat(COMMANDER, path=f"/t/?incident={incident['id']}")
    aside = seat(COMMANDER, path="/t/?city=150900")
    for page in (cop, board, aside):
        page.wait_for_selector(LIVE, timeout=PATIENT)
        page.evaluate("() => { window.never = 'reloaded' }")
    row = cop.locator(f"#inc-{incident['id']} .c-inc__tasks")
    tile = cop.locator("#city-150600 .c-city__sums")
    before = int((tile.locator("em").all_inner_texts() or ["0"])[0].split()[-1])
    due = datetime.now(UTC) + timedelta(seconds=15)
    card = ordered(desk(COMMANDER), incident, "后办", due=due.isoformat(), assignee=to)
    mine = board.locator(f"#card-{card['id']}")
    mine.wait_for(timeout=PATIENT)
    assert row.locator("em").count() == 0

    shown = board.locator(f"#card-{card['id']}[data-late] jc-deadline[data-is-late]")
    shown.wait_for(timeout=PATIENT)
    assert "超期" in shown.inner_text()
    column = board.locator("[data-column=waiting] [data-card]")
    assert column.first.get_attribute("data-card") == card["id"]
    aside.locator(f"#out-{card['id']}").wait_for(timeout=PATIENT)
    row.locator("em").wait_for(timeout=PATIENT)
    cop.wait_for_function(
        "(n) => Number(document.querySelector('#city-150600 .c-city__sums em')"
        "?.innerText.match(/\\d+/)) > n",
        arg=before,
        timeout=PATIENT,
    )
    for page in (cop, board, aside):
        assert page.evaluate("window.never") == "reloaded"
