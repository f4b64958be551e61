"""Who may use the pages of the library of plans; what a path names does not exist."""

PAGES = ("plan", "plan-life", "plan-versions", "plan-offline", "plan-paper", "plan-file")
ACTS = ("plan-act", "plan-attach", "plan-file-remove")
ROWS = [
    *(
        ("GET", name, who, status)
        for name in ("plans", "plan-rows", "plan-import", "plans-kept")
        for who, status in (("anonymous", 302), ("observer", 200), ("planner", 200))
    ),
    ("GET", "plans-worker", "anonymous", 200),
    *(
        ("GET", name, who, status)
        for name in ("api-plan-versions", "api-plan-version")
        for who, status in (("anonymous", 401), ("observer", 404))
    ),
    ("GET", "api-plan-diff", "anonymous", 401),
    ("GET", "api-plan-diff", "observer", 400),
    ("POST", "plan-import", "anonymous", 302),
    ("POST", "plan-import", "observer", 400),
    ("POST", "plan-import", "planner", 400),
    *(
        ("GET", name, who, status)
        for name in PAGES
        for who, status in (("anonymous", 302), ("observer", 404))
    ),
    *(
        ("POST", name, who, status)
        for name in ACTS
        for who, status in (("anonymous", 302), ("commander", 404))
    ),
]
