"""Who may use the entrances of the field; what a path names does not exist."""

ROWS = [
    ("GET", "my-tasks", "anonymous", 302),
    ("GET", "my-tasks", "observer", 200),
    ("GET", "my-tasks", "team_leader", 200),
    ("POST", "my-tasks", "team_leader", 405),
    ("GET", "my-task", "anonymous", 302),
    ("GET", "my-task", "observer", 200),
    ("GET", "my-task", "team_member", 200),
    ("GET", "my-tasks-news", "anonymous", 302),
    ("GET", "my-tasks-news", "team_member", 200),
    ("POST", "my-task-step", "anonymous", 302),
    ("POST", "my-task-step", "observer", 303),
    ("POST", "my-task-step", "team_leader", 303),
    ("GET", "my-task-step", "team_leader", 405),
    ("POST", "my-task-tick", "anonymous", 302),
    ("POST", "my-task-tick", "team_leader", 303),
    ("POST", "my-task-check-in", "anonymous", 302),
    ("POST", "my-task-check-in", "team_leader", 303),
]
