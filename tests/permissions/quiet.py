"""Who may use the entrances of quiet areas.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. The area
named in a path does not exist, so whoever may enter finds a 404.
"""

LISTS = ("quiet-areas", "quiet-areas-list")
ANSWERS = ("api-quiet-areas", "api-silences")

ROWS = [
    ("GET", "townships", "anonymous", 302),
    ("POST", "townships", "anonymous", 302),
    ("GET", "townships", "observer", 403),
    ("POST", "townships", "observer", 403),
    ("GET", "townships", "system_admin", 200),
    ("POST", "townships", "duty_officer", 400),
    ("GET", "api-townships", "anonymous", 401),
    ("POST", "api-townships", "anonymous", 401),
    ("GET", "api-townships", "observer", 200),
    ("POST", "api-townships", "observer", 400),
    *(("GET", name, "anonymous", 302) for name in (*LISTS, "quiet-areas-dark")),
    *(("GET", name, "observer", 200) for name in (*LISTS, "quiet-areas-dark")),
    *(("GET", name, "system_admin", 404) for name in LISTS),
    *(("POST", name, "duty_officer", 405) for name in LISTS),
    # A map without dark areas: it shows an administrator nothing.
    ("GET", "quiet-areas-dark", "system_admin", 200),
    *(("GET", name, "anonymous", 401) for name in (*ANSWERS, "api-quiet-area")),
    *(("GET", name, "observer", 200) for name in ANSWERS),
    *(("GET", name, "system_admin", 200) for name in ANSWERS),
    ("GET", "api-quiet-area", "observer", 404),
]
