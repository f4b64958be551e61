"""Who may use the entrances of the adviser; what a path names does not exist."""

READ = ["api-floors", "api-floors-awaiting"]
READ_ONE = [
    "api-incident-advice",
    "api-incident-floors",
    "api-advice",
    "api-request-suggestions",
]
# An empty body lacks what they need.
WRITE = ["api-advice-choose", "api-floor-sign"]
# An empty body is enough.
ACT = ["api-incident-advice"]
PAGES = ["adviser", "adviser-plans", "adviser-needs", "adviser-paper"]

ROWS = [
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("POST", name, "anonymous", 401) for name in [*WRITE, *ACT]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "system_admin", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("GET", name, "system_admin", 404) for name in READ_ONE),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "commander", 400) for name in WRITE),
    *(("POST", name, "observer", 404) for name in ACT),
    *(("POST", name, "commander", 404) for name in ACT),
    *(("GET", name, "anonymous", 302) for name in PAGES),
    *(("GET", name, "observer", 404) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    *(("POST", name, "anonymous", 302) for name in ["adviser-ask", "adviser-sign"]),
    ("POST", "adviser-ask", "commander", 404),
    ("POST", "adviser-sign", "commander", 400),
    ("POST", "adviser-choose", "anonymous", 302),
    ("POST", "adviser-choose", "commander", 404),
]
