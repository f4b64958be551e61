"""Who may use the entrances of the resources room.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

READING = (
    "api-teams",
    "api-stocks",
    "api-assets",
    "api-capabilities",
    "api-needs",
    "api-supplies",
    "api-requests",
    "api-requests-awaiting",
    "api-offers",
    "api-deployments",
    "api-forces",
    "api-units",
)
ONE = ("api-team", "api-asset", "api-need", "api-stock", "api-request", "api-deployment")
WRITING = (
    "api-teams",
    "api-team-readiness",
    "api-team-join",
    "api-team-leave",
    "api-team-commit",
    "api-assets",
    "api-asset-readiness",
    "api-asset-commit",
    "api-needs",
    "api-need-close",
    "api-request-withdraw-answer",
    "api-offer-withdraw",
    "api-deployment-reserve",
    "api-deployments-release",
    "api-deployment-unreserve",
    "api-deployment-recall",
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
    # A word is enough to call what was kept, and none is needed.
    ("POST", "api-deployment-call", "anonymous", 401),
    ("POST", "api-deployment-call", "observer", 404),
    ("POST", "api-deployment-call", "resource_officer", 404),
    ("GET", "api-deployment-call", "commander", 405),
    ("POST", "api-forces", "commander", 405),
]
