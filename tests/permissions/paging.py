"""Who may use the entrances of paging: everybody their own, gateways by their token."""

READING = ("api-paging", "api-paging-pages", "api-paging-devices", "paging", "paging-state")

ROWS = [
    *(("GET", name, "anonymous", 401) for name in READING[:3]),
    *(("GET", name, "anonymous", 302) for name in READING[3:]),
    *(
        ("GET", name, post, 200)
        for name in READING
        for post in ("commander", "observer", "system_admin")
    ),
    *(
        ("POST", name, "anonymous", 401)
        for name in (
            "api-paging-devices", "api-paging-forget", "api-paging-phone", "api-paging-test",
            "api-paging-receipts",
        )
    ),
    ("POST", "api-paging-devices", "observer", 400),
    ("POST", "api-paging-phone", "observer", 400),
    ("POST", "api-paging-forget", "commander", 404),
    ("POST", "api-paging-test", "team_member", 204),
    # A session opens nothing there: only the token of a gateway does.
    ("POST", "api-paging-receipts", "system_admin", 401),
    *(("POST", name, "anonymous", 302) for name in ("paging-phone", "paging-test")),
    ("POST", "paging-forget", "anonymous", 302),
    ("POST", "paging-phone", "commander", 400),
    ("POST", "paging-test", "commander", 302),
    ("POST", "paging-forget", "commander", 404),
    ("GET", "push-worker", "anonymous", 200),
    ("GET", "push-worker", "commander", 200),
    ("POST", "push-worker", "commander", 405),
]  # fmt: skip
