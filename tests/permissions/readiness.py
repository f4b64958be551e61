"""Who may use the entrances of readiness."""

PAGES = ("readiness", "readiness-panel")
ONE = ("plan-readiness", "plan-readiness-panel")

ROWS = [
    *(("GET", name, "anonymous", 302) for name in PAGES + ONE),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "observer", 404) for name in ONE),
    *(("GET", name, "system_admin", 404) for name in PAGES + ONE),
    ("POST", "plan-readiness-run", "anonymous", 302),
    ("POST", "plan-readiness-run", "commander", 404),
    ("GET", "plan-readiness-run", "commander", 405),
    ("GET", "api-readiness", "anonymous", 401),
    ("GET", "api-readiness", "observer", 200),
    *(("GET", name, "anonymous", 401) for name in ("api-plan-readiness", "api-plan-backtest")),
    *(("GET", name, "observer", 404) for name in ("api-plan-readiness", "api-plan-backtest")),
    ("POST", "api-plan-readiness", "anonymous", 401),
    ("POST", "api-plan-readiness", "commander", 404),
]
