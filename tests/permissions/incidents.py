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
]
READ_ONE = [
    "api-incident",
    "api-incident-figures",
    "api-incident-notes",
    "api-incident-responses",
    "api-incident-proposals",
    "api-incident-images",
    "api-image",
    "api-stream",
]
# An empty body lacks what they need.
WRITE = [
    "api-incidents",
    "api-incident-move",
    "api-incident-grade",
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

ROWS = [
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("POST", name, "anonymous", 401) for name in [*WRITE, *ACT]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "observer", 404) for name in ACT),
    *(("POST", name, "commander", 400) for name in WRITE),
    *(("POST", name, "commander", 404) for name in ACT),
    # The administrators run the system; the command is not theirs to see.
    *(("GET", name, "system_admin", 404) for name in READ_ONE),
]
