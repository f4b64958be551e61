"""Who may use the entrances of the compiler; what a path names does not exist."""

ROWS = [
    ("GET", "plan-errors", "anonymous", 302),
    ("GET", "plan-errors", "observer", 200),
    ("GET", "plan-errors", "system_admin", 404),
    ("GET", "plan-check", "anonymous", 302),
    ("GET", "plan-check", "observer", 404),
    ("GET", "plan-check", "commander", 404),
    ("GET", "api-plan-errors", "anonymous", 401),
    ("GET", "api-plan-errors", "observer", 200),
    ("GET", "api-plan-check", "anonymous", 401),
    ("GET", "api-plan-check", "planner", 404),
    ("POST", "api-plan-check-document", "anonymous", 401),
    ("POST", "api-plan-check-document", "observer", 400),
    ("POST", "api-plan-check-document", "planner", 400),
]
