"""Criterion 19: two editors, no loss. Two seats, one drawing, real Chromium."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

FIRST, SECOND = "150600.duty1", "150600.duty2"
PATIENT = 30_000  # milliseconds; the machine may be slow


@pytest.fixture
def incident(desk):
    status, card = desk(FIRST).post(
        "/api/incidents/",
        {
            "event_type": "11A05", "region": "150621", "title": "two editors", "place": "K287",
            "lat": 40.503, "lon": 109.795, "occurred_at": datetime.now(UTC).isoformat(),
            "grade": 3, "source": "119",
        },
        key=uuid4(),
    )  # fmt: skip
    assert status == 201, card
    return card


def plot(seat, who, incident):
    page = seat(who, language="en", path=f"/i/{incident['id']}/plot/")
    page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    page.wait_for_selector("#plot-map[data-ready]", timeout=PATIENT)
    return page


def opened(page, name):
    page.click(f"[data-feature]:has-text('{name}')")
    page.wait_for_selector("[data-plot-form]:not([hidden])")


def save(page):
    page.click("[data-plot-form] button[type=submit]")


def test_criterion_19_two_editors_lose_nothing(seat, desk, incident):
    first, second = plot(seat, FIRST, incident), plot(seat, SECOND, incident)

    # Drawn by keyboard and mouse in one seat; nobody sees the draft; then all do.
    first.keyboard.press("p")
    box = first.locator("#plot-map").bounding_box()
    first.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    first.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    first.wait_for_selector("[data-plot-form]:not([hidden])")
    first.check("input[name=category][value=D10100]", force=True)
    first.fill("input[name=label]", "North post")
    url = f"/api/incidents/{incident['id']}/features/"
    assert desk(SECOND).get(url)[1]["features"] == []
    first.press("input[name=label]", "Enter")
    second.wait_for_selector("[data-feature]:has-text('North post')", timeout=PATIENT)

    # Different fields: both kept.
    for page in (first, second):
        opened(page, "North post")
    first.fill("textarea[name=note]", "radio on site")
    second.fill("textarea[name=coordinates]", "109.8, 40.51")
    save(first)
    first.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)
    save(second)
    second.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)
    (feature,) = desk(FIRST).get(url)[1]["features"]
    assert feature["geometry"]["coordinates"] == [109.8, 40.51]
    assert feature["properties"]["note"] == "radio on site"

    # The same field: a panel in place with both values; nothing typed disappears.
    first.wait_for_function(
        "() => [...window.plot.drawn.features.values()][0].properties.version === 3"
    )
    second.wait_for_function(
        "() => [...window.plot.drawn.features.values()][0].properties.version === 3"
    )
    for page in (first, second):
        opened(page, "North post")
    first.fill("input[name=label]", "Post of Ordos")
    second.fill("input[name=label]", "Post of the dike")
    save(first)
    first.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)
    save(second)
    panel = second.wait_for_selector(".c-conflict", timeout=PATIENT)
    told = panel.inner_text()
    for value in ("Post of the dike", "Post of Ordos", "North post"):
        assert value in told
    assert second.input_value("input[name=label]") == "Post of the dike"

    second.click("[data-choose=both]")
    for name in ("Post of Ordos", "Post of the dike"):
        first.wait_for_selector(f"[data-feature]:has-text('{name}')", timeout=PATIENT)

    # Z takes one's own last act back, and only that.
    second.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)
    second.keyboard.press("z")
    first.wait_for_selector(
        "[data-feature]:has-text('Post of the dike')", state="detached", timeout=PATIENT
    )
    assert first.locator("[data-feature]:has-text('Post of Ordos')").count() == 1


def test_criterion_19_words_of_a_drawing_are_compared_merged_and_never_lost(
    seat, desk, incident
):
    url = f"/api/incidents/{incident['id']}/features/"
    for label, lat in (("North post", 40.51), ("South post", 40.49)):
        told = {"category": "D10100", "label": label, "note": "radio on site"}
        point = {"type": "Point", "coordinates": [109.8, lat]}
        drawn = {"type": "Feature", "geometry": point, "properties": told}
        assert desk(FIRST).post(url, drawn, key=uuid4())[0] == 201
    first, second = plot(seat, FIRST, incident), plot(seat, SECOND, incident)

    # Two texts in one note: each is shown against what it was, and both may stay.
    for page, words in ((first, "radio on channel 5"), (second, "radio on site, boat 2")):
        opened(page, "North post")
        page.fill("textarea[name=note]", words)
    save(first)
    first.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)
    save(second)
    second.wait_for_selector(".c-conflict", timeout=PATIENT)
    assert "boat 2" in second.locator("[data-value=yours] ins").all_inner_texts()[-1]
    assert second.locator("[data-value=now] dd").inner_text() == "radio on channel 5"
    second.click("[data-choose=merge]")
    both = "radio on channel 5\nradio on site, boat 2"
    assert second.input_value("textarea[name=note]") == both
    save(second)
    second.wait_for_selector("[data-plot-form]", state="hidden", timeout=PATIENT)
    notes = {f["properties"]["note"] for f in desk(FIRST).get(url)[1]["features"]}
    assert both in notes

    # Who turns to another drawing finds what was typed again.
    opened(second, "North post")
    second.fill("input[name=label]", "Post at the bend")
    opened(second, "South post")
    assert second.input_value("input[name=label]") == "South post"
    opened(second, "North post")
    assert second.input_value("input[name=label]") == "Post at the bend"

    # A drawing that somebody takes off the map meanwhile comes back with what was typed.
    opened(first, "North post")
    first.click("[data-act=remove]")
    first.wait_for_selector("[data-feature]:has-text('North post')", state="detached")
    save(second)
    second.click("[data-choose=back]", timeout=PATIENT)
    first.wait_for_selector("[data-feature]:has-text('Post at the bend')", timeout=PATIENT)


def test_who_edits_a_field_of_a_report_is_named_beside_it(seat, desk, incident):
    url = f"/api/incidents/{incident['id']}/reports/"
    status, report = desk(FIRST).post(url, {"kind": "initial"}, key=uuid4())
    assert status == 201, report
    first = seat(FIRST, language="en", path=f"/r/{report['id']}/")
    second = seat(SECOND, language="en", path=f"/r/{report['id']}/")
    for page in (first, second):
        page.wait_for_selector("jc-sync[data-state=live]", timeout=PATIENT)
    first.focus("[data-field=cause]")
    mark = second.wait_for_selector("#rf-cause [data-editing]", timeout=PATIENT)
    assert "is editing" in mark.inner_text()
    assert second.locator("[data-editing]").count() == 1
    first.focus("[data-figure='']")
    second.wait_for_selector("#rf-cause [data-editing]", state="detached", timeout=PATIENT)
