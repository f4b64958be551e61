"""Who may use the entrances of the exercise."""

ROWS = [
    ("GET", "exercise", "anonymous", 302),
    ("GET", "exercise", "observer", 200),
    ("GET", "exercise", "planner", 200),
    ("GET", "exercise", "system_admin", 404),
    ("POST", "exercise", "anonymous", 302),
    ("POST", "exercise", "observer", 400),
    ("POST", "exercise", "planner", 400),
    ("PUT", "exercise", "planner", 405),
    ("GET", "exercise-stage", "anonymous", 302),
    ("GET", "exercise-stage", "observer", 200),
    ("POST", "exercise-stage", "observer", 405),
    ("GET", "exercise-clock", "anonymous", 302),
    ("GET", "exercise-clock", "observer", 200),
    ("GET", "exercise-clock", "system_admin", 404),
    ("POST", "exercise-end", "anonymous", 302),
    ("POST", "exercise-end", "planner", 404),
    ("GET", "exercise-end", "planner", 405),
    ("POST", "exercise-remove", "anonymous", 302),
    ("POST", "exercise-remove", "planner", 404),
    ("GET", "exercise-remove", "planner", 405),
]
