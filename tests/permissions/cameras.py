"""Who may use the entrances of cameras.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

PAGES = ("cameras", "cameras-list")
KEPT = ("camera-new", "cameras-import")
OF_ONE = ("camera", "camera-facts", "camera-change", "incident-cameras")
ACTS = ("camera-retire", "camera-share", "camera-withdraw")
READING = ("api-camera", "api-camera-playback")
WRITING = (
    "api-cameras",
    "api-cameras-import",
    "api-camera-change",
    "api-camera-retire",
    "api-camera-share",
    "api-camera-withdraw",
)

ROWS = [
    *(("GET", name, "anonymous", 302) for name in (*PAGES, *KEPT, *OF_ONE)),
    *(("POST", name, "anonymous", 302) for name in (*KEPT, *ACTS, "camera-change")),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    *(("GET", name, "observer", 403) for name in KEPT),
    *(("GET", name, "duty_officer", 200) for name in KEPT),
    *(("POST", name, "observer", 403) for name in KEPT),
    *(("POST", name, "duty_officer", 400) for name in KEPT),
    *(("GET", name, "observer", 404) for name in OF_ONE),
    ("POST", "camera-change", "duty_officer", 404),
    ("GET", "cameras-platform", "anonymous", 302),
    ("GET", "cameras-platform", "observer", 403),
    ("GET", "cameras-platform", "duty_officer", 409),
    ("POST", "camera-retire", "duty_officer", 404),
    ("POST", "camera-share", "duty_officer", 400),
    ("POST", "camera-withdraw", "duty_officer", 400),
    *(("GET", name, "duty_officer", 405) for name in ACTS),
    *(("GET", name, "anonymous", 401) for name in (*READING, "api-cameras")),
    *(("GET", name, "observer", 404) for name in READING),
    ("GET", "api-cameras", "observer", 200),
    ("GET", "api-cameras", "system_admin", 200),
    *(("POST", name, "anonymous", 401) for name in WRITING),
    *(("POST", name, "observer", 400) for name in WRITING if name != "api-camera-change"),
    # An empty change is one: the camera is looked for.
    ("POST", "api-camera-change", "observer", 404),
    # MediaMTX asks with a pass of ours, not with a session.
    ("POST", "api-stream-admit", "anonymous", 400),
    ("GET", "api-stream-admit", "anonymous", 405),
]
