"""Undo and redo of a drawing by key, seen by a second person live. Two seats, real Chromium."""

from uuid import uuid4

from tests.browser.test_criterion_19_two_editors import (
    FIRST,
    PATIENT,
    SECOND,
    incident,
    opened,
    plot,
    save,
)

__all__ = ["incident"]  # a fixture of the neighbour's


def hidden(page):
    page.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)


def renamed(page, old, new):
    opened(page, old)
    page.fill("input[name=label]", new)
    save(page)
    hidden(page)


def listed(page, name):
    page.wait_for_selector(f"[data-feature]:has-text('{name}')", timeout=PATIENT)


def gone(page, name):
    page.wait_for_selector(
        f"[data-feature]:has-text('{name}')", state="detached", timeout=PATIENT
    )


def said(page, words):
    page.wait_for_selector(f".c-toast:has-text('{words}')", timeout=PATIENT)


def test_ctrl_z_takes_back_a_drawing_and_ctrl_shift_z_does_it_again_before_a_second_person(
    seat, desk, incident
):
    first, second = plot(seat, FIRST, incident), plot(seat, SECOND, incident)
    url = f"/api/incidents/{incident['id']}/features/"

    # Drawn on the map; the second person sees it come, then go, then come again.
    first.keyboard.press("p")
    box = first.locator("#plot-map").bounding_box()
    first.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    first.wait_for_selector("[data-plot-form]:not([hidden])")
    first.check("input[name=category][value=D10100]", force=True)
    first.fill("input[name=label]", "North post")
    # Inside a field Ctrl-Z belongs to the field: nothing on the map is taken back.
    first.press("input[name=label]", "Control+z")
    first.fill("input[name=label]", "North post")
    first.press("input[name=label]", "Enter")
    listed(second, "North post")
    hidden(first)
    drawn_at = desk(SECOND).get(url)[1]["features"][0]["geometry"]["coordinates"]
    first.keyboard.press("Control+z")
    gone(second, "North post")
    assert desk(SECOND).get(url)[1]["features"] == []
    said(first, "Taken back.")
    first.keyboard.press("Control+Shift+z")
    listed(second, "North post")
    (feature,) = desk(SECOND).get(url)[1]["features"]
    assert feature["geometry"]["coordinates"] == drawn_at

    # Two changes of the same field, one taken back after the other, and both done again.
    listed(first, "North post")
    renamed(first, "North post", "Post of Ordos")
    listed(second, "Post of Ordos")
    renamed(first, "Post of Ordos", "Post of the dike")
    listed(second, "Post of the dike")
    for name in ("Post of Ordos", "North post"):
        first.keyboard.press("Control+z")
        listed(second, name)
    for name, keys in (("Post of Ordos", "Control+y"), ("Post of the dike", "Shift+Z")):
        first.keyboard.press(keys)
        listed(second, name)

    # Whoever did nothing has nothing to take back; a new act ends what could be done again.
    second.keyboard.press("Control+z")
    said(second, "Nothing of yours to take back.")
    first.keyboard.press("Control+z")
    listed(second, "Post of Ordos")
    listed(first, "Post of Ordos")
    renamed(first, "Post of Ordos", "Post at the bend")
    listed(second, "Post at the bend")
    first.keyboard.press("Control+Shift+z")
    said(first, "Nothing was taken back that could be done again.")


def test_what_a_second_person_changed_meanwhile_is_never_taken_back_by_key(
    seat, desk, incident
):
    url = f"/api/incidents/{incident['id']}/features/"
    point = {"type": "Point", "coordinates": [109.8, 40.51]}
    told = {"category": "D10100", "label": "North post", "note": "radio"}
    body = {"type": "Feature", "geometry": point, "properties": told}
    assert desk(FIRST).post(url, body, key=uuid4())[0] == 201
    first, second = plot(seat, FIRST, incident), plot(seat, SECOND, incident)
    listed(first, "North post")
    renamed(first, "North post", "Post of Ordos")
    listed(second, "Post of Ordos")

    # Another field: it stays, and the own change goes back.
    opened(second, "Post of Ordos")
    second.fill("textarea[name=note]", "radio on channel 5")
    save(second)
    hidden(second)
    first.keyboard.press("Control+z")
    listed(second, "North post")
    (feature,) = desk(SECOND).get(url)[1]["features"]
    assert feature["properties"]["note"] == "radio on channel 5"

    # The same field: refused, in words, and what the second person wrote stands.
    first.keyboard.press("Control+Shift+z")
    listed(second, "Post of Ordos")
    renamed(second, "Post of Ordos", "Post of the dike")
    listed(first, "Post of the dike")
    first.keyboard.press("Control+z")
    said(first, "Somebody else has changed the same meanwhile.")
    (feature,) = desk(SECOND).get(url)[1]["features"]
    assert feature["properties"]["label"] == "Post of the dike"
