"""Who may use the imagery wall: no path names anything, so whoever enters finds a 404."""

ONE = ["image", "image-tile"]
ACTS = ["image-mark", "image-bind", "image-release"]
ENDS = ["image-unmark", "image-unbind", "image-countersign"]
MACHINES = ["api-image-marks", "api-image-releases"]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in ["imagery", "imagery-released", *ONE]),
    *(("GET", name, "observer", 200) for name in ["imagery", "imagery-released"]),
    # The administrators run the system; there is nothing on the wall for them.
    *(("GET", name, "system_admin", 200) for name in ["imagery", "imagery-released"]),
    *(("GET", name, post, 404) for name in ONE for post in ("observer", "system_admin")),
    # Since when is missing in the query.
    ("GET", "imagery-new", "anonymous", 302),
    ("GET", "imagery-new", "observer", 400),
    # Nothing is marked as seen.
    ("POST", "imagery-seen", "anonymous", 302),
    ("POST", "imagery-seen", "observer", 303),
    *(("POST", name, "anonymous", 302) for name in [*ACTS, *ENDS]),
    # An empty form lacks what they need.
    *(("POST", name, post, 400) for name in ACTS for post in ("observer", "commander")),
    *(("POST", name, post, 404) for name in ENDS for post in ("observer", "commander")),
    # For machines.
    *(("GET", name, "anonymous", 401) for name in MACHINES),
    *(("GET", name, "observer", 404) for name in MACHINES),
    ("POST", "api-image-marks", "anonymous", 401),
    ("POST", "api-image-marks", "commander", 400),
    ("POST", "api-images-announce", "anonymous", 401),
    ("POST", "api-images-announce", "observer", 400),
    ("POST", "api-images-announce", "team_member", 400),
    ("PUT", "api-image-preview", "anonymous", 401),
    ("PUT", "api-image-preview", "team_member", 400),
    ("POST", "api-image-original", "anonymous", 401),
    ("POST", "api-image-original", "team_member", 400),
]
