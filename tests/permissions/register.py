"""Who may use the entrances of the register.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

PAGES = ("register", "register-rows")
OF_A_THING = ("register-thing", "register-part")
FORMS = ("register-new", "register-act")
READING = ("api-facilities", "api-experts", "api-register-dates")
ONE = (
    "api-facility",
    "api-facility-counts",
    "api-facility-contact",
    "api-expert",
    "api-expert-contact",
    "api-team-skills",
    "api-team-shifts",
    "api-team-rest",
    "api-stock-lots",
)
WRITING = (
    "api-facilities",
    "api-facility-change",
    "api-facility-close",
    "api-facility-reopen",
    "api-facility-people",
    "api-facility-beds",
    "api-experts",
    "api-expert-change",
    "api-expert-forget",
    "api-team-skills",
    "api-skill-end",
    "api-team-shifts",
    "api-team-shift-withdraw",
    "api-stock-lots",
    "api-lot-change",
    "api-lot-check",
    "api-asset-check",
)

ROWS = [
    *(("GET", name, "anonymous", 302) for name in (*PAGES, *OF_A_THING, *FORMS)),
    *(("POST", name, "anonymous", 302) for name in FORMS),
    ("GET", "register-paper", "anonymous", 302),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in PAGES),
    *(("GET", name, "observer", 404) for name in (*OF_A_THING, *FORMS)),
    *(("POST", name, "resource_officer", 404) for name in FORMS),
    ("GET", "register-paper", "observer", 400),
    *(("GET", name, "anonymous", 401) for name in READING + ONE),
    *(("GET", name, "observer", 200) for name in READING),
    *(("GET", name, "system_admin", 200) for name in READING),
    *(("GET", name, "resource_officer", 404) for name in ONE),
    *(("POST", name, "anonymous", 401) for name in WRITING),
    *(("POST", name, "observer", 400) for name in WRITING),
    *(("GET", name, "commander", 405) for name in WRITING if name not in READING + ONE),
    *(("POST", name, "commander", 405) for name in ONE if name not in WRITING),
]
