"""Who may use the SensorThings interface.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. The path
in the rows leads to nothing, so whoever may enter finds a 404, or a 400 for an empty body.
"""

ALL = ("sta", "sta-resource", "sta-create-observations")

ROWS = [
    *(("GET", name, "anonymous", 401) for name in ALL),
    *(("POST", name, "anonymous", 401) for name in ALL),
    *(("GET", "sta", post, 200) for post in ("observer", "system_admin")),
    *(("GET", "sta-resource", post, 404) for post in ("observer", "system_admin")),
    ("POST", "sta-resource", "duty_officer", 404),
    ("POST", "sta", "duty_officer", 405),
    ("GET", "sta-create-observations", "observer", 405),
    ("POST", "sta-create-observations", "duty_officer", 400),
    *((method, "sta-resource", "duty_officer", 405) for method in ("PUT", "PATCH", "DELETE")),
]
