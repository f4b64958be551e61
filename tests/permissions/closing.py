"""Who may use the entrances of closing; see ``incidents`` beside it for the rules."""

PAGES = [
    "incident-file",
    "incident-file-open",
    "incident-file-kept",
    "incident-paper",
    "incident-archive",
]
READ = ["api-closing", "api-closing-open", "api-closing-archives", "api-closing-lessons"]
WRITE = [
    "api-closing-archives",
    "api-closing-retention",
    "api-closing-pictures",
    "api-closing-purge",
    "api-closing-lessons",
]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in PAGES),
    *(("GET", name, post, 404) for name in PAGES for post in ("observer", "commander")),
    *(("GET", name, "audit_admin", 404) for name in PAGES),
    *(("POST", name, "commander", 405) for name in PAGES),
    ("POST", "incident-file-do", "anonymous", 302),
    ("POST", "incident-file-do", "commander", 404),
    ("GET", "incident-file-do", "commander", 405),
    *(("GET", name, "anonymous", 401) for name in READ),
    *(("GET", name, "observer", 404) for name in READ),
    *(("GET", name, "system_admin", 404) for name in READ),
    *(("POST", name, "anonymous", 401) for name in WRITE),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "commander", 400) for name in WRITE),
]
