"""Who may use the pages of tasks; what a path names does not exist."""

PAGES = ["tasks", "tasks-columns", "tasks-timeline", "tasks-list", "tasks-csv"]
GIVE = ["task-new", "task-who"]
OF_ONE = ["task", "task-act", "task-give", "task-pictures", "task-picture-archive"]
POSTED = ["task-act", "task-give", "task-pictures", "task-picture-archive"]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *GIVE, *OF_ONE, "tasks-paper"]),
    *(("POST", name, "anonymous", 302) for name in ["task-new", *POSTED]),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "liaison", 200) for name in [*PAGES, *GIVE]),
    *(("GET", name, "observer", 403) for name in GIVE),
    ("POST", "task-new", "observer", 403),
    ("POST", "task-new", "commander", 400),
    *(("GET", name, "commander", 404) for name in [*OF_ONE, "tasks-paper"]),
    *(("POST", name, "observer", 404) for name in POSTED),
    ("POST", "task", "commander", 405),
    ("POST", "task-tick", "anonymous", 302),
    ("POST", "task-tick", "observer", 404),
]
