"""Criterion 28: thumb, glove, sun. What the phone shows is measured, screen by screen."""

import json
from pathlib import Path

import pytest

from tests.browser.phone import LEADER, ordered_to, ready

SCREENS = [
    "",
    "tasks/",
    "report/",
    "messages/",
    "profile/",
    "outbox/",
    "map/",
    "photo/",
    "help/",
]
# Width and height of the glass, size of the type, and the dark screen of the night.
SEEN = [
    (390, 844, "", "off"),
    (390, 844, "", "on"),
    (360, 640, "", "off"),
    (360, 640, "200%", "off"),
]
LOOK = """([size, night]) => {
  const root = document.documentElement
  root.style.fontSize = size
  localStorage.setItem('jc-field-night', night)
  root.dataset.theme = night === 'on' ? 'command' : 'field'
}"""
MEASURE = (Path(__file__).parent / "phone_measure.js").read_text(encoding="utf-8")
GO = "(to) => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')) }"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_criterion_28_every_screen_fits_thumb_glove_and_sun(seat, live, language):
    ordered_to(live, "转移右岸崖台十六名被困群众")
    page = seat(LEADER, language=language, path="/m0/", viewport=(390, 844))
    ready(page)
    wrong = []
    for width, height, size, night in SEEN:
        page.evaluate(LOOK, [size, night])
        page.set_viewport_size({"width": width, "height": height})
        for path in SCREENS:
            page.evaluate(GO, f"/m0/{path}")
            page.wait_for_function(
                "(to) => document.body.dataset.shown === to", arg=path.strip("/") or "task"
            )
            wrong += [(path, width, size, night, *one) for one in page.evaluate(MEASURE)]
    assert wrong == [], "\n".join(json.dumps(one, ensure_ascii=False) for one in wrong[:60])
