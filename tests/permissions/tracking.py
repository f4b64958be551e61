"""Who may use the entrances of tracking.

The entrances of trackers ask for no session: a stranger has no key (403) or says nothing
that could be read (400). The rest as everywhere: what a path names does not exist.
"""

READING = ("api-devices", "tracks", "tracks-panel")
ONE = ("api-team-fix", "api-team-track", "tracks-export")
WRITING = ("api-devices", "api-device-switch", "api-device-secret")
FORMS = ("tracks-register", "tracks-switch", "tracks-secret")

ROWS = [
    ("GET", "osmand", "anonymous", 400),
    ("POST", "osmand", "anonymous", 400),
    ("PUT", "osmand", "anonymous", 405),
    ("POST", "cot", "anonymous", 400),
    ("GET", "cot", "anonymous", 405),
    ("POST", "osmand", "commander", 400),
    *(("GET", name, "anonymous", 401) for name in ("api-devices", "api-team-fix")),
    ("GET", "api-team-track", "anonymous", 401),
    *(("GET", name, "anonymous", 302) for name in ("tracks", "tracks-panel", "tracks-export")),
    *(("POST", name, "anonymous", 401) for name in WRITING),
    *(("POST", name, "anonymous", 302) for name in FORMS),
    *(("GET", name, "observer", 200) for name in READING),
    *(("GET", name, "commander", 404) for name in ONE),
    *(("GET", name, "system_admin", 404) for name in ONE),
    ("GET", "api-devices", "system_admin", 200),
    ("GET", "tracks", "system_admin", 404),
    ("GET", "tracks-panel", "system_admin", 200),
    ("POST", "api-devices", "observer", 400),
    ("POST", "api-devices", "resource_officer", 400),
    ("POST", "api-device-switch", "resource_officer", 400),
    ("POST", "api-device-secret", "resource_officer", 404),
    ("POST", "api-device-secret", "observer", 404),
    ("POST", "tracks-register", "resource_officer", 400),
    ("POST", "tracks-register", "observer", 400),
    ("POST", "tracks-switch", "resource_officer", 400),
    ("POST", "tracks-secret", "resource_officer", 404),
    ("GET", "tracks-register", "commander", 405),
]
