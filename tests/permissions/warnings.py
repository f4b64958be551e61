"""Who may use the entrances of warnings and responses."""

PAGES = ["warnings", "warnings-panel", "warnings-areas", "warning-headline"]
PAGES_OF_ONE = [
    "warning",
    "warning-panel",
    "warning-update",
    "incident-warnings",
    "incident-warnings-panel",
    "response-new",
]
ACTS = [
    "warning-cancel",
    "warning-acknowledge",
    "obligation-decide",
    "proposal-sign",
    "response-end",
]
READ = ["api-warnings", "api-obligations", "api-issuing-units"]
READ_ONE = [
    "api-warning",
    "api-warning-versions",
    "api-warning-cap",
    "api-warning-cncap",
    "api-warning-original",
    "api-incident-warnings",
]
WRITE = ["api-warnings", "api-warning-update", "api-warning-cancel", "api-obligation-decide"]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *PAGES_OF_ONE, "warning-new"]),
    *(("POST", name, "anonymous", 302) for name in [*ACTS, "warning-import", "warning-new"]),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "observer", 404) for name in PAGES_OF_ONE),
    *(("POST", name, "observer", 404) for name in ACTS),
    *(("POST", name, "commander", 404) for name in ACTS),
    *(("GET", name, "commander", 405) for name in [*ACTS, "warning-import"]),
    ("GET", "warning-new", "observer", 403),
    ("GET", "warning-new", "duty_officer", 200),
    ("POST", "warning-new", "duty_officer", 400),
    ("POST", "warning-import", "duty_officer", 400),
    ("GET", "warnings", "system_admin", 404),
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("GET", name, "system_admin", 404) for name in READ_ONE),
    *(("POST", name, "anonymous", 401) for name in [*WRITE, "api-warning-acknowledge"]),
    *(("POST", name, "observer", 400) for name in WRITE),
    ("POST", "api-warning-acknowledge", "observer", 404),
    ("POST", "api-warning-import", "anonymous", 401),
    ("POST", "api-warning-import", "commander", 415),
]
