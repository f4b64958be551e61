"""Who may use the entrances of the rules that raise alarms. What a path names is not there."""

PAGES = ["alarm-rules", "alarm-rules-list"]
OF_ONE = ["alarm-rule", "alarm-rule-rehearsal", "alarm-rule-version"]
READ_ONE = ["api-alarm-rule", "api-alarm-rule-rehearsal"]
WRITE_ONE = ["api-alarm-rule-versions", "api-alarm-rule-switch"]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *OF_ONE, "alarm-rule-new"]),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in [*PAGES, "alarm-rule-new"]),
    *(("GET", name, "duty_officer", 404) for name in OF_ONE),
    ("GET", "alarm-rule-new", "observer", 403),
    ("GET", "alarm-rule-new", "planner", 200),
    ("POST", "alarm-rule-switch", "anonymous", 302),
    ("POST", "alarm-rule-switch", "duty_officer", 404),
    ("GET", "alarm-rule-switch", "duty_officer", 405),
    *(("GET", name, "anonymous", 401) for name in ["api-alarm-rules", *READ_ONE]),
    ("GET", "api-alarm-rules", "observer", 200),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("POST", name, "anonymous", 401) for name in ["api-alarm-rules", *WRITE_ONE]),
    *(("POST", name, "commander", 400) for name in ["api-alarm-rules", *WRITE_ONE]),
]
