"""Who may use the entrances of tasking; what a path names does not exist."""

ROWS = [
    ("GET", "api-tasks", "anonymous", 401),
    ("GET", "api-tasks", "observer", 200),
    ("GET", "api-tasks", "commander", 200),
    ("POST", "api-tasks", "anonymous", 401),
    ("POST", "api-tasks", "observer", 400),
    ("POST", "api-tasks", "commander", 400),
    ("GET", "api-tasks-mine", "anonymous", 401),
    ("GET", "api-tasks-mine", "observer", 200),
    ("GET", "api-task", "anonymous", 401),
    ("GET", "api-task", "observer", 404),
    ("GET", "api-task", "commander", 404),
    ("POST", "api-task-issue", "anonymous", 401),
    ("POST", "api-task-issue", "observer", 404),
    ("POST", "api-task-issue", "commander", 404),
    ("POST", "api-task-read", "anonymous", 401),
    ("POST", "api-task-read", "observer", 404),
    ("POST", "api-task-read", "team_member", 404),
    ("POST", "api-task-advance", "anonymous", 401),
    ("POST", "api-task-advance", "observer", 404),
    ("POST", "api-task-advance", "team_leader", 404),
]
