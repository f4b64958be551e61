"""Who may use the entrances of joint command; what a path names does not exist."""

READ = ["api-operations", "api-notifications", "api-log"]
READ_ONE = [
    "api-incident-operations",
    "api-operation",
    "api-incident-notifications",
    "api-notification",
    "api-incident-consultations",
    "api-consultation",
    "api-incident-decisions",
    "api-decision",
]
# An empty body lacks what they need.
WRITE = [
    "api-incident-operations",
    "api-operation-join",
    "api-operation-extend",
    "api-operation-leave",
    "api-operation-objectives",
    "api-operation-objectives-reached",
    "api-operation-incidents",
    "api-operation-end",
    "api-operation-command",
    "api-operation-command-withdraw",
    "api-operation-command-refuse",
    "api-incident-notifications",
    "api-incident-notifications-waive",
    "api-notification-call",
    "api-incident-consultations",
    "api-consultation-conclude",
    "api-consultation-correct",
    "api-consultation-cancel",
    "api-incident-decisions",
    "api-decision-outcome",
]
# An empty body is enough.
ACT = [
    "api-operation-command-accept",
    "api-notification-seen",
    "api-notification-acknowledge",
    "api-consultation-start",
]
PAGES = ["incident-joint", "incident-joint-panel", "consultation", "decision"]

ROWS = [
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("POST", name, "anonymous", 401) for name in [*WRITE, *ACT]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "observer", 404) for name in ACT),
    *(("POST", name, "commander", 404) for name in ACT),
    *(("GET", name, "system_admin", 404) for name in READ_ONE),
    *(("GET", name, "anonymous", 302) for name in PAGES),
    *(("GET", name, "observer", 404) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    ("GET", "incident-joint-act", "anonymous", 302),
    ("GET", "incident-joint-act", "commander", 404),
    ("POST", "incident-joint-act", "anonymous", 302),
    ("POST", "incident-joint-act", "commander", 404),
    ("GET", "consultation-minutes", "anonymous", 302),
    ("GET", "consultation-minutes", "observer", 404),
    ("GET", "log", "anonymous", 302),
    ("GET", "log", "observer", 200),
    ("GET", "log", "system_admin", 404),
    ("GET", "log-waiting", "anonymous", 302),
    ("GET", "log-waiting", "observer", 200),
    ("GET", "log-chain", "anonymous", 302),
    ("GET", "log-chain", "observer", 200),
    ("GET", "log-export", "anonymous", 302),
    ("GET", "log-export", "observer", 400),
    ("POST", "notification-sign", "anonymous", 302),
    ("POST", "notification-sign", "commander", 404),
]
