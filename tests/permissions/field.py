"""Who may use the entrances of the field; what a path names does not exist."""

SCREENS = ("tasks", "map", "report", "photo", "messages", "outbox", "profile", "help")

ROWS = [
    ("GET", "field-worker", "anonymous", 200),
    ("POST", "field-worker", "team_leader", 405),
    ("GET", "field-manifest", "anonymous", 200),
    ("POST", "field-manifest", "team_leader", 405),
    ("GET", "field-shell", "anonymous", 404),
    ("POST", "field-shell", "team_leader", 405),
    ("GET", "my-tasks", "anonymous", 302),
    ("GET", "my-tasks", "observer", 200),
    ("GET", "my-tasks", "team_leader", 200),
    ("POST", "my-tasks", "team_leader", 405),
    ("GET", "my-task", "anonymous", 302),
    ("GET", "my-task", "team_member", 200),
    ("POST", "my-task-read", "anonymous", 302),
    ("POST", "my-task-read", "team_leader", 404),
    ("GET", "my-task-read", "team_leader", 405),
    ("GET", "field-feed", "anonymous", 302),
    ("GET", "field-feed", "team_member", 200),
    *(("GET", f"field-{name}", "anonymous", 302) for name in SCREENS),
    *(("GET", f"field-{name}", "team_leader", 200) for name in SCREENS),
]
