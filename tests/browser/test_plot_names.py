"""Names of drawings: none covers another, and each is to be had. Real Chromium."""

from uuid import uuid4

from tests.browser.test_criterion_19_two_editors import FIRST, PATIENT, incident, plot

__all__ = ["incident"]  # a fixture of the neighbour's

NAMES = {"Command post North": 40.5030, "Command post South": 40.5028}
# What may be read now: the names, and where they stand.
SHOWN = """() => [...document.querySelectorAll('#plot-map .m-plot span')]
  .filter((name) => getComputedStyle(name).visibility === 'visible')
  .map((name) => name.textContent)"""
MEET = """() => {
  const all = [...document.querySelectorAll('#plot-map .m-plot span:not(.m-hidden)')]
    .map((name) => name.getBoundingClientRect())
  return all.some((a, at) => all.slice(at + 1).some((b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))
}"""
ZOOM = "(to) => window.plot.map.setView([40.5029, 109.795], to, { animate: false })"


def test_names_of_drawings_do_not_cover_each_other_and_come_with_room_or_when_chosen(
    seat, desk, incident
):
    for label, lat in NAMES.items():
        drawn = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [109.795, lat]},
            "properties": {"category": "D10100", "label": label},
        }
        url = f"/api/incidents/{incident['id']}/features/"
        assert desk(FIRST).post(url, drawn, key=uuid4())[0] == 201
    page = plot(seat, FIRST, incident)
    page.evaluate(ZOOM, 13)
    page.wait_for_function(f"() => ({SHOWN})().length === 1", timeout=PATIENT)
    assert not page.evaluate(MEET)

    # The one that gave way is chosen in the list: it is read at once.
    waiting = (set(NAMES) - set(page.evaluate(SHOWN))).pop()
    page.locator("[data-feature]", has_text=waiting).click()
    page.wait_for_function(
        f"(name) => ({SHOWN})().includes(name)", arg=waiting, timeout=PATIENT
    )
    page.keyboard.press("Escape")

    page.evaluate(ZOOM, 18)
    page.wait_for_function(f"() => ({SHOWN})().length === 2", timeout=PATIENT)
    assert not page.evaluate(MEET)
