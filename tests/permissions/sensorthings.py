"""Who may use the SensorThings interface.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. The path
in the rows leads to nothing, so whoever may enter finds a 404.
"""

ROWS = [
    *(("GET", name, "anonymous", 401) for name in ("sta", "sta-resource")),
    *(("POST", name, "anonymous", 401) for name in ("sta", "sta-resource")),
    *(("GET", "sta", post, 200) for post in ("observer", "system_admin")),
    *(("GET", "sta-resource", post, 404) for post in ("observer", "system_admin")),
    *(("POST", "sta", post, 405) for post in ("observer", "duty_officer")),
    *((method, "sta-resource", "duty_officer", 405) for method in ("PUT", "PATCH", "DELETE")),
]
