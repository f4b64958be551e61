"""The imagery wall in a real browser: nothing moves under the eye, keys reach everything."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.request import Request
from uuid import uuid4

import pytest

from tests.incidents.imagery.made import scene

OFFICER, COMMANDER = "150600.duty1", "150600.commander"
LIVE = "jc-sync[data-state=live]"
PATIENT = 30_000  # milliseconds; the machine may be slow


def upload(desk, path, fields, content, method="POST"):
    """Send a file with its fields as a form."""
    edge, body = uuid4().hex, b""
    for name, value in fields.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        body += f"{head}{value}\r\n".encode()
    body += f"--{edge}\r\nContent-Disposition: form-data; ".encode()
    body += b'name="file"; filename="a.jpg"\r\n'
    body += b"Content-Type: image/jpeg\r\n\r\n" + content + f"\r\n--{edge}--\r\n".encode()
    token = "t" * 32
    request = Request(desk.address + path, data=body, method=method)
    request.add_header("Cookie", f"sessionid={desk.session}; csrftoken={token}")
    request.add_header("X-CSRFToken", token)
    request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
    with desk.opener.open(request, timeout=30) as answer:
        return json.loads(answer.read())


def image(desk, incident, seed, minutes, caption, **given):
    """Record a whole image, so many minutes ago."""
    taken = datetime.now(UTC) - timedelta(minutes=minutes)
    told = {
        "incident_id": incident, "caption": caption, "source": "红岩-02",
        "source_kind": "phone",
        "taken_at": taken.isoformat(), "lat": 40.503, "lon": 109.795, "bearing_deg": 200,
        **given,
    }  # fmt: skip
    return upload(desk, "/api/images/", told, scene(seed, size=(640, 480)))


@pytest.fixture(scope="module")
def at_the_wall():
    """Return the same incident to every test of this file, made by the first that asks."""
    made = {}

    def of(desk):
        if "id" not in made:
            status, card = desk.post(
                "/api/incidents/",
                {
                    "event_type": "11A05", "region": "150621", "title": "影像墙",
                    "place": "昭君镇",
                    "lat": 40.503, "lon": 109.795, "grade": 2, "source": "119",
                    "occurred_at": datetime.now(UTC).isoformat(),
                },
                key=uuid4(),
            )  # fmt: skip
            assert status == 201, card
            made["id"] = card["id"]
            made["images"] = [
                image(desk, card["id"], seed, 10 * seed, f"第{seed}张")["id"]
                for seed in (1, 2, 3)
            ]
        return made["id"], made["images"]

    return of


def wall(seat, incident, person=COMMANDER):
    page = seat(person, path=f"/v/?incident={incident}")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    return page


def order(page):
    return page.eval_on_selector_all(
        "[data-image]", "all => all.map((one) => one.dataset.image)"
    )


def test_a_new_image_waits_behind_the_pill_and_moves_nothing(seat, desk, at_the_wall):
    officer = desk(OFFICER)
    incident, images = at_the_wall(officer)
    page = wall(seat, incident)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    at_hand = "document.querySelector('[data-at-hand]').dataset.image"
    before, box = order(page), page.locator("[data-at-hand]").bounding_box()
    assert page.evaluate(at_hand) == images[1]

    original = scene(9, size=(800, 600))
    status, card = officer.post(
        "/api/images/announce/",
        {
            "image_id": str(uuid4()), "incident_id": incident, "kind": "photo", "tag": "管涌",
            "caption": "新的一张", "source": "红岩-02",
            "taken_at": datetime.now(UTC).isoformat(),
            "lat": 40.5, "lon": 109.8, "accuracy_m": 8, "bearing_deg": 10,
            "original_sha256": sha256(original).hexdigest(), "original_size": len(original),
        },
    )  # fmt: skip
    assert status == 201, card
    page.wait_for_selector("[data-new-images]:not([hidden])", timeout=PATIENT)
    assert order(page) == before
    assert page.locator("[data-at-hand]").bounding_box() == box
    assert page.evaluate(at_hand) == images[1]

    page.keyboard.press(".")
    page.wait_for_selector(f"#tile-{card['id']}[data-stage=announced]", timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    # The preview arrives: the tile in sight is drawn anew where it is.
    upload(officer, f"/api/images/{card['id']}/preview/", {}, scene(9), method="PUT")
    page.wait_for_selector(f"#tile-{card['id']}[data-stage=preview] img", timeout=PATIENT)
    assert order(page) == [card["id"], *before]


def test_an_image_is_enlarged_seen_marked_and_released_by_keys(seat, desk, at_the_wall):
    incident, images = at_the_wall(desk(OFFICER))
    page = wall(seat, incident, OFFICER)
    page.locator(f"#tile-{images[2]} [data-tile]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#viewer[open] .c-canvas img", timeout=PATIENT)
    page.wait_for_selector(f"#tile-{images[2]}[data-seen]", state="attached", timeout=PATIENT)
    assert page.locator("#viewer jc-minimap .m-cone").count() == 1
    digest = page.locator("#viewer .c-one__hash code").inner_text()
    assert sha256(scene(3, size=(640, 480))).hexdigest() == digest

    page.locator("#viewer [data-tool=circle]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("#viewer .c-mark--circle circle", state="attached", timeout=PATIENT)
    page.wait_for_selector("#viewer li[data-mark]", timeout=PATIENT)

    page.locator("#viewer [data-tool=cover]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert page.locator("#viewer [data-covers]").inner_text() == "1"
    page.fill("#viewer [data-release] input[name=reason]", "通报")
    page.keyboard.press("Enter")
    page.wait_for_selector("#viewer .c-one__code", timeout=PATIENT)
    # On a commander's phone nothing of it lies beside the screen.
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.eval_on_selector("#viewer", "(one) => one.scrollWidth <= one.clientWidth")
    assert page.eval_on_selector(
        "#viewer .c-one__tools",
        "(one) => one.getBoundingClientRect().right <= innerWidth",
    )
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.keyboard.press("Escape")
    page.wait_for_selector("#viewer:not([open])", state="attached", timeout=PATIENT)
    assert (
        page.evaluate("document.activeElement.closest('[data-image]').dataset.image")
        == images[2]
    )


def test_two_images_are_compared_side_by_side_and_by_a_slider(seat, desk, at_the_wall):
    incident, images = at_the_wall(desk(OFFICER))
    page = wall(seat, incident)
    for key in (images[0], images[1]):
        page.locator(f"#tile-{key} [data-tile]").focus()
        page.keyboard.press("c")
    page.wait_for_selector("#compare[open]", timeout=PATIENT)
    # The earlier is on the left.
    first = page.locator("#compare figcaption").first.inner_text()
    assert "第2张" in first
    page.click("#compare button[data-mode=slide]")
    page.keyboard.press("Home")
    assert (
        page.eval_on_selector(
            ".c-compare__pair", "pair => pair.style.getPropertyValue('--cut')"
        )
        == "0%"
    )
