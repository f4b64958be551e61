"""Who may use the pages of monitoring. What a path names does not exist."""

PAGES = ("sensors", "sensors-list", "sensors-map", "sensors-values")
OF_ONE = (
    "sensor", "sensor-now", "sensor-chart", "sensor-export", "station", "station-now",
    "station-alarms",
)  # fmt: skip
ACTS = (
    "alarm-acknowledge",
    "alarm-unshelve",
    "alarm-disable",
    "alarm-enable",
    "alarm-take",
    "alarm-keep",
)
FILLED = ("alarm-acknowledge-cause", "alarm-shelve", "alarm-hand-over")

ROWS = [
    *(("GET", name, "anonymous", 302) for name in (*PAGES, *OF_ONE)),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    *(("GET", name, "duty_officer", 404) for name in OF_ONE),
    *(("POST", name, "anonymous", 302) for name in (*ACTS, *FILLED)),
    *(("POST", name, "observer", 400) for name in FILLED),
    *(("POST", name, "observer", 404) for name in ACTS),
    *(("GET", name, "duty_officer", 405) for name in ACTS),
]
