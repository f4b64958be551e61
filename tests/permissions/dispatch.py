"""Who may use the pages of forces and dispatch."""

PAGES = ["forces", "forces-places", "forces-inbox"]
FORMS = ["need-new", "need-close", "offer-new", "forces-release"]
OF_ONE = ["forces-request", "forces-request-facts", *FORMS]
PAPERS = ["forces-paper", "requests-paper"]
ACTS = ["forces-request-answer", "forces-request-withdraw", "forces-offer", "forces-step"]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *OF_ONE, *PAPERS, "forces-send"]),
    *(("GET", name, "anonymous", 302) for name in ["forces-part", "forces-inbox-part"]),
    ("GET", "city-forces-paper", "anonymous", 302),
    *(("POST", name, "anonymous", 302) for name in [*ACTS, *FORMS, "forces-send"]),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "resource_officer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 200) for name in PAGES),
    *(("GET", name, "observer", 404) for name in [*OF_ONE, *PAPERS]),
    ("GET", "forces-part", "observer", 404),
    ("GET", "forces-inbox-part", "observer", 200),
    ("GET", "city-forces-paper", "observer", 404),
    ("GET", "forces-send", "observer", 404),
    ("POST", "forces-send", "observer", 404),
    *(("GET", name, "commander", 405) for name in ACTS),
    *(("POST", name, "observer", 404) for name in FORMS),
    ("POST", "forces-offer", "observer", 400),
    ("POST", "forces-step", "observer", 400),
    ("POST", "forces-request-answer", "observer", 400),
    ("POST", "forces-request-withdraw", "observer", 404),
]
