"""Who may use the entrances of the intake of readings.

A device has no session: without a key it is a stranger (401), whoever is signed in besides.
Things named in a path do not exist: whoever may enter finds a 404, or a 400 for an empty body.
"""

PAGES = ("intake", "intake-panel", "intake-refusals")
OF_ONE = ("intake-device", "intake-facts")
ACTS = (
    "intake-change",
    "intake-switch",
    "intake-key",
    "intake-subscribe",
    "intake-unsubscribe",
)
READING = ("api-feed-devices", "api-readings-refusals")
WRITING = (
    "api-feed-devices",
    "api-feed-device-change",
    "api-feed-device-switch",
    "api-feed-device-key",
    "api-feed-topics",
    "api-feed-topic-end",
    "api-readings-table",
)
# These read a body first, and an empty one is none.
WITH_BODY = ("api-feed-device-key", "api-feed-topic-end")

ROWS = [
    ("POST", "feed-in", "anonymous", 401),
    ("POST", "feed-in", "commander", 401),
    ("GET", "feed-in", "anonymous", 405),
    *(("GET", name, "anonymous", 302) for name in (*PAGES, *OF_ONE, "intake-table")),
    *(("POST", name, "anonymous", 302) for name in (*ACTS, "intake-register", "intake-table")),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 200) for name in PAGES),
    *(("GET", name, post, 404) for name in OF_ONE for post in ("observer", "system_admin")),
    ("GET", "intake", "audit_admin", 404),
    ("GET", "intake-table", "observer", 403),
    ("GET", "intake-table", "duty_officer", 200),
    ("POST", "intake-table", "duty_officer", 400),
    ("POST", "intake-register", "duty_officer", 400),
    ("POST", "intake-register", "observer", 400),
    ("GET", "intake-register", "duty_officer", 405),
    ("POST", "intake-switch", "system_admin", 400),
    *(("POST", name, "duty_officer", 404) for name in ACTS if name != "intake-switch"),
    *(("GET", name, "anonymous", 401) for name in (*READING, "api-feed-device")),
    *(("GET", name, post, 200) for name in READING for post in ("observer", "system_admin")),
    ("GET", "api-feed-device", "observer", 404),
    *(("POST", name, "anonymous", 401) for name in WRITING),
    *(("POST", name, "observer", 404 if name in WITH_BODY else 400) for name in WRITING),
]
