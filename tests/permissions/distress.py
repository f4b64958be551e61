"""Who may look at calls for help and answer them; who watches none has an empty bar."""

READING = ("help-calls", "help-bar")
ONE = ("help-call", "help-log")
ACTS = ("help-acknowledge", "help-close", "help-task", "help-incident")

ROWS = [
    *(("GET", name, "anonymous", 302) for name in (*READING, *ONE)),
    *(("POST", name, "anonymous", 302) for name in ACTS),
    *(("GET", name, post, 200) for name in READING for post in ("commander", "observer")),
    ("GET", "help-bar", "team_member", 204),
    ("GET", "help-bar", "system_admin", 204),
    ("GET", "help-calls", "system_admin", 200),
    *(("GET", name, "commander", 404) for name in ONE),
    *(("POST", name, "commander", 404) for name in ACTS),
]
