"""Who may use the entrances of coverage."""

PAGES = ("coverage", "coverage-panel")
ACTS = ("gap-acknowledge", "gap-move-up", "move-up-arrived", "move-up-home")
LISTS = ("api-gaps", "api-move-ups")
ONE = ("api-gap", "api-gap-advice")
WRITE = ("api-gap-acknowledge", "api-move-up-arrived")
TOLD = ("api-gap-move-up", "api-move-up-end")

ROWS = [
    *(("GET", name, "anonymous", 302) for name in PAGES),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    *(("POST", name, "anonymous", 302) for name in ACTS),
    *(("GET", name, "commander", 405) for name in ACTS),
    *(("POST", name, "system_admin", 404) for name in ACTS),
    ("POST", "gap-acknowledge", "commander", 404),
    ("POST", "gap-move-up", "commander", 400),
    ("POST", "move-up-arrived", "commander", 404),
    ("POST", "move-up-home", "commander", 404),
    *(("GET", name, "anonymous", 401) for name in LISTS + ONE),
    *(("GET", name, "observer", 200) for name in LISTS),
    *(("GET", name, "observer", 404) for name in ONE),
    *(("POST", name, "anonymous", 401) for name in WRITE + TOLD),
    *(("POST", name, "commander", 404) for name in WRITE),
    *(("POST", name, "commander", 400) for name in TOLD),
]
