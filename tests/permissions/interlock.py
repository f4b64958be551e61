"""Who may use the entrances of the interlock."""

PAGES = ("interlock", "interlock-panel")
ONE = ("shortfall", "interlock-paper")

ROWS = [
    *(("GET", name, "anonymous", 302) for name in PAGES + ONE),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES + ONE),
    ("GET", "shortfall", "observer", 404),
    ("GET", "interlock-paper", "observer", 400),
    ("POST", "shortfall", "anonymous", 302),
    ("POST", "shortfall", "commander", 404),
    ("POST", "shortfall-take", "anonymous", 302),
    ("POST", "shortfall-take", "commander", 404),
    ("POST", "api-shortfall-take", "anonymous", 401),
    ("POST", "api-shortfall-take", "commander", 404),
    *(("GET", name, "anonymous", 401) for name in ("api-interlock", "api-shortfalls")),
    *(("GET", name, "observer", 200) for name in ("api-interlock", "api-shortfalls")),
    ("GET", "api-shortfall", "anonymous", 401),
    ("GET", "api-shortfall", "observer", 404),
    ("POST", "api-shortfall-answer", "anonymous", 401),
    ("POST", "api-shortfall-answer", "commander", 400),
]
