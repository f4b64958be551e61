"""Who may use the entrances of the resources room.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

READING = (
    "api-teams",
    "api-stocks",
    "api-supplies",
    "api-requests",
    "api-requests-awaiting",
    "api-offers",
    "api-deployments",
    "api-forces",
    "api-units",
)
ONE = ("api-team", "api-stock", "api-request", "api-deployment")
WRITING = (
    "api-teams",
    "api-team-readiness",
    "api-team-join",
    "api-team-leave",
    "api-team-commit",
    "api-stocks",
    "api-stock-count",
    "api-stock-commit",
    "api-requests",
    "api-request-answer",
    "api-request-withdraw",
    "api-offers",
    "api-offer-answer",
    "api-deployment-advance",
    "api-positions",
)

ROWS = [
    *(("GET", name, "anonymous", 401) for name in READING + ONE),
    *(("GET", name, "observer", 200) for name in READING),
    *(("GET", name, "system_admin", 200) for name in READING),
    *(("GET", name, "commander", 404) for name in ONE),
    *(("POST", name, "anonymous", 401) for name in WRITING),
    *(("POST", name, "observer", 400) for name in WRITING),
    *(("POST", name, "resource_officer", 400) for name in WRITING),
    *(("GET", name, "commander", 405) for name in WRITING if name not in READING),
    ("POST", "api-forces", "commander", 405),
]
