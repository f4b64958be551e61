"""Who may use the entrances of the register of stations, and of series and forecasts."""

READ = ["api-observed-properties", "api-sensors"]
# An empty body lacks what they need.
WRITE = [
    *READ,
    "api-station-change",
    "api-stream-change",
    "api-stream-retire",
    "api-stream-forecast",
]

ROWS = [
    *(("GET", name, "anonymous", 401) for name in [*READ, "api-stream-series"]),
    *(("POST", name, "anonymous", 401) for name in WRITE),
    *(("GET", name, "observer", 200) for name in READ),
    ("GET", "api-stream-series", "observer", 400),
    *(("POST", name, "observer", 400) for name in WRITE),
    *(("POST", name, "commander", 400) for name in WRITE),
]
