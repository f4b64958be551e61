"""A page with the real map element and ten thousand units, without a server.

The files are those that the system serves; what the element asks the server for is
answered here, so that what is measured and tested is the map alone.
"""

import json
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "command/static"
LEAFLET = ROOT / "node_modules/leaflet/dist"
ADDRESS = "http://map.test"
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
PAGE = """<!doctype html><html lang="en"><head>
<link rel="stylesheet" href="/vendor/leaflet/leaflet.css">
<link rel="stylesheet" href="/command/tokens.css">
<link rel="stylesheet" href="/command/elements/map.css">
<script src="/vendor/leaflet/leaflet.js"></script></head>
<body><jc-map id="map" tabindex="0" data-base="/command/map/schematic.json"></jc-map>
<script type="application/json" id="words">{"ago": "{age} ago", "state_late": "late"}</script>
<script type="module" src="/command/map/map.js"></script></body></html>"""
FIX = {"accuracy": 80.0, "speed": 36.0, "battery": 71.0, "eta": None, "lat": 40.5, "lon": 109.8}


def serve(page):
    """Answer what the page asks for; return the addresses of the API that were asked."""
    asked = []

    def answer(route, request):
        path = request.url.removeprefix(ADDRESS).split("?")[0]
        if path.startswith("/api/"):
            asked.append(path)
            track = {"points": []} if path.endswith("/track/") else FIX
            route.fulfill(status=200, content_type="application/json", body=json.dumps(track))
            return
        if path == "/":
            route.fulfill(status=200, content_type="text/html", body=PAGE)
            return
        vendor = path.startswith("/vendor/leaflet/")
        file = LEAFLET / Path(path).name if vendor else STATIC / path.lstrip("/")
        if not file.is_file():  # a font, which is not what is looked at
            route.fulfill(status=404)
            return
        kind = KINDS.get(file.suffix, "application/octet-stream")
        route.fulfill(status=200, content_type=kind, body=file.read_bytes())

    page.route(f"{ADDRESS}/**", answer)
    page.goto(ADDRESS)
    page.wait_for_selector("jc-map[data-ready]")
    return asked


def units(count, now, seed=7):
    """Return rows as ``setUnits`` takes them: over the four cities, most of them moving."""
    chance = random.Random(seed)  # noqa: S311  places, no secrets
    states = ("en_route", "on_scene", "standby", "en_route")
    return [
        [
            f"u{n}", "FWRM"[n % 4], round(chance.uniform(39.0, 41.6), 6),
            round(chance.uniform(107.2, 113.8), 6), chance.randrange(360),
            states[n % 4], f"Unit {n}", now,
        ]
        for n in range(count)
    ]  # fmt: skip


def moves(rows, number, at, seed):
    """Return so many updates as the live line brings them: some units, a little further."""
    chance = random.Random(seed)  # noqa: S311  places, no secrets
    return [
        [row[0], row[2] + chance.uniform(-1e-3, 1e-3), row[3] + 1e-3, row[4], at, row[5]]
        for row in chance.sample(rows, number)
    ]
