"""Who may use the entrances of roads."""

PAGES = ("roads", "roads-panel")
READING = ("api-roads", "api-road-conditions")
WITH_QUERY = ("api-road-leg", "api-road-reach")

ROWS = [
    *(("GET", name, "anonymous", 302) for name in (*PAGES, "road-lift")),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in (*PAGES, "road-lift")),
    ("GET", "road-lift", "observer", 404),
    ("POST", "road-lift", "duty_officer", 404),
    ("POST", "roads", "anonymous", 302),
    ("POST", "roads", "observer", 403),
    ("POST", "roads", "duty_officer", 400),
    ("POST", "roads-panel", "duty_officer", 405),
    *(("GET", name, "anonymous", 401) for name in (*READING, *WITH_QUERY)),
    *(("GET", name, "observer", 200) for name in READING),
    *(("GET", name, "observer", 400) for name in WITH_QUERY),
    *(("GET", name, "system_admin", 404) for name in ("api-roads", *WITH_QUERY)),
    ("GET", "api-road-condition", "anonymous", 401),
    ("GET", "api-road-condition", "observer", 404),
    ("POST", "api-road-conditions", "anonymous", 401),
    ("POST", "api-road-conditions", "observer", 400),
    ("POST", "api-road-condition-lift", "anonymous", 401),
    ("POST", "api-road-condition-lift", "observer", 400),
]
