"""Who may use the entrances of the incidents room and the rooms inside it.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

READ = [
    "api-incidents",
    "api-command-offers",
    "api-proposals",
    "api-figures",
    "api-event-types",
    "api-images",
    "api-stations",
    "api-streams",
    "api-alarms",
    "api-incidents-search",
    "api-grade-rules",
]
READ_ONE = [
    "api-incident",
    "api-incident-figures",
    "api-incident-notes",
    "api-incident-responses",
    "api-incident-proposals",
    "api-incident-grade-suggestion",
    "api-incident-related",
    "api-incident-figures-standing",
    "api-incident-images",
    "api-image",
    "api-stream",
]
# An empty body lacks what they need.
WRITE = [
    "api-incidents",
    "api-incident-move",
    "api-incident-grade",
    "api-incident-grade-confirm",
    "api-incident-merge",
    "api-incident-parent",
    "api-incident-figures-prefer",
    "api-incident-share",
    "api-incident-command",
    "api-incident-command-withdraw",
    "api-incident-command-refuse",
    "api-incident-figures",
    "api-incident-notes",
    "api-incident-responses",
    "api-incident-responses-end",
    "api-incident-proposals",
    "api-proposal-decide",
    "api-images",
    "api-stations",
    "api-station-streams",
    "api-readings",
]
# An empty body is enough.
ACT = ["api-incident-command-accept", "api-alarm-acknowledge"]

PAGES = ["incidents", "incidents-list", "incidents-export"]
PAGES_OF_ONE = ["incident-act", "incident-standing"]
# For those who report.
FORMS = ["incident-new", "incident-hints"]

ROWS = [
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("POST", name, "anonymous", 401) for name in [*WRITE, *ACT]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "observer", 404) for name in ACT),
    *(("POST", name, "commander", 400) for name in WRITE),
    *(("POST", name, "commander", 404) for name in ACT),
    # What they need is missing in the query.
    *(("GET", name, "anonymous", 401) for name in ("api-incidents-alike", "api-places")),
    *(("GET", name, "observer", 400) for name in ("api-incidents-alike", "api-places")),
    # People's pages.
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *PAGES_OF_ONE, *FORMS]),
    ("POST", "incident-new", "anonymous", 302),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    *(("GET", name, "observer", 404) for name in PAGES_OF_ONE),
    *(("GET", name, "observer", 403) for name in FORMS),
    *(("GET", name, "duty_officer", 200) for name in FORMS),
    *(("GET", name, "team_leader", 200) for name in FORMS),
    ("POST", "incident-new", "observer", 403),
    ("POST", "incident-new", "duty_officer", 400),
    ("POST", "incident-act", "commander", 404),
    # The administrators run the system; the command is not theirs to see.
    *(("GET", name, "system_admin", 404) for name in READ_ONE),
]
