"""Who may use the entrances of alarms.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

READ = ("api-alarm-rows", "api-disabled-rules")
NEEDY = (
    "api-alarm-shelve", "api-alarm-hand-over", "api-disabled-rules", "api-disabled-rule-enable",
)  # fmt: skip
ACTS = (
    "api-alarm-unshelve", "api-alarm-group-acknowledge", "api-alarm-take", "api-alarm-keep",
)  # fmt: skip

ROWS = [
    *(
        ("GET", name, "anonymous", 401)
        for name in (*READ, "api-alarm-log", "api-alarm", "api-alarm-takers")
    ),
    *(("GET", name, "observer", 200) for name in READ),
    ("GET", "api-alarm-log", "observer", 400),
    ("GET", "api-alarm", "observer", 404),
    ("GET", "api-alarm-takers", "observer", 404),
    *(("POST", name, "anonymous", 401) for name in (*NEEDY, *ACTS)),
    *(("POST", name, "observer", 400) for name in NEEDY),
    *(("POST", name, "observer", 404) for name in ACTS),
    *(("POST", name, "duty_officer", 404) for name in ACTS),
]
