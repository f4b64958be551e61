"""Who may use the entrances of plotting. Things named in a path do not exist."""

READ_ONE = [
    "api-incident-features",
    "api-incident-features-removed",
    "api-feature",
    "api-feature-versions",
]
READ = ["api-features", "api-feature-categories"]
WRITE = [
    "api-incident-features",
    "api-incident-features-import",
    "api-feature-restore",
]

ROWS = [
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("POST", name, "anonymous", 401) for name in [*WRITE, "api-feature-remove"]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "commander", 400) for name in WRITE),
    *(("GET", name, "system_admin", 404) for name in READ_ONE),
    ("PATCH", "api-feature", "anonymous", 401),
    ("PATCH", "api-feature", "observer", 400),
    ("POST", "api-feature-remove", "observer", 404),
    ("GET", "api-incident-features-inside", "anonymous", 401),
    ("GET", "api-incident-features-inside", "observer", 404),
    ("GET", "incident-plot", "anonymous", 302),
    ("GET", "incident-plot", "observer", 404),
    ("POST", "incident-plot", "observer", 405),
    ("GET", "incident-plot-list", "anonymous", 302),
    ("GET", "incident-plot-list", "observer", 404),
    ("GET", "incident-plot-inside", "anonymous", 302),
    ("GET", "incident-plot-inside", "observer", 404),
]
