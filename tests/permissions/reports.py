"""Who may use the entrances of reports; what a path names does not exist."""

PAGES = ["reports", "reports-panel"]
NEAR = "report-clocks-waiting"
OF_ONE = [
    "incident-reports",
    "incident-reports-panel",
    "report",
    "report-chain",
    "report-preview",
    "report-document",
]
FORMS = [
    "report-draft",
    "report-phone",
    "report-sensitive",
    "report-act",
    "report-figure",
    "sitrep-section",
    "sitrep-end",
]
API_LISTS = ["api-reports", "api-report-clocks"]
API_OF_ONE = [
    "api-incident-report-clocks",
    "api-incident-reports",
    "api-incident-phone-reports",
    "api-incident-sitreps",
    "api-report",
]
# An empty body lacks what they need.
API_WRITE = [
    "api-incident-reports",
    "api-incident-sensitive",
    "api-incident-sitreps",
    "api-report-review",
    "api-report-sign",
    "api-sitrep-compile",
    "api-section-write",
]
# An empty body is enough.
API_ACT = [
    "api-incident-phone-reports",
    "api-report-submit",
    "api-report-send",
    "api-report-acknowledge",
    "api-sitrep-end",
]

ROWS = [
    ("GET", NEAR, "anonymous", 302),
    ("GET", NEAR, "observer", 200),
    ("POST", NEAR, "commander", 405),
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *OF_ONE]),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in [*PAGES, *OF_ONE]),
    *(("GET", name, "commander", 404) for name in OF_ONE),
    *(("POST", name, "commander", 405) for name in PAGES),
    *(("POST", name, "anonymous", 302) for name in [*FORMS, "sitrep-schedule"]),
    *(("POST", name, "commander", 404) for name in FORMS),
    ("POST", "sitrep-schedule", "commander", 400),
    *(("GET", name, "commander", 405) for name in [*FORMS, "sitrep-schedule"]),
    *(("GET", name, "anonymous", 401) for name in [*API_LISTS, *API_OF_ONE]),
    *(("GET", name, "observer", 200) for name in API_LISTS),
    *(("GET", name, "observer", 404) for name in API_OF_ONE),
    *(("GET", name, "system_admin", 404) for name in API_OF_ONE),
    *(("POST", name, "anonymous", 401) for name in [*API_WRITE, *API_ACT]),
    *(("POST", name, "commander", 400) for name in API_WRITE),
    *(("POST", name, "commander", 404) for name in API_ACT),
    ("PATCH", "api-report", "anonymous", 401),
    ("PATCH", "api-report", "commander", 400),
]
