"""Who may use the pages of plans at work; what a path names does not exist."""

ROWS = [
    ("GET", "plan-activate", "anonymous", 302),
    ("GET", "plan-activate", "observer", 404),
    ("GET", "plan-activate", "commander", 404),
    ("POST", "plan-activate", "anonymous", 302),
    ("POST", "plan-activate", "observer", 404),
    ("POST", "plan-activate", "commander", 404),
    ("GET", "plan-start", "anonymous", 302),
    ("GET", "plan-start", "observer", 404),
    ("GET", "plan-start", "commander", 404),
    ("POST", "plan-start", "anonymous", 302),
    ("POST", "plan-start", "observer", 404),
    ("POST", "plan-start", "commander", 404),
    ("GET", "activations", "anonymous", 302),
    ("GET", "activations", "observer", 200),
    ("GET", "activations", "commander", 200),
    ("GET", "activation", "anonymous", 302),
    ("GET", "activation", "observer", 404),
    ("GET", "activation", "commander", 404),
    ("POST", "activation-act", "anonymous", 302),
    ("POST", "activation-act", "observer", 404),
    ("POST", "activation-act", "commander", 404),
    ("POST", "plan-notice", "anonymous", 302),
    ("POST", "plan-notice", "observer", 400),
    ("POST", "plan-notice", "commander", 400),
    ("GET", "contacts", "anonymous", 302),
    ("GET", "contacts", "observer", 200),
    ("GET", "contacts", "commander", 200),
    ("POST", "contacts", "anonymous", 302),
    ("POST", "contacts", "observer", 403),
    ("POST", "contacts", "commander", 400),
    ("POST", "contact", "anonymous", 302),
    ("POST", "contact", "observer", 404),
    ("POST", "contact", "commander", 404),
    *(
        ("GET", name, who, status)
        for name in ("api-plan-start", "api-activation")
        for who, status in (("anonymous", 401), ("observer", 404), ("commander", 404))
    ),
    ("GET", "api-plan-starts", "anonymous", 401),
    ("GET", "api-plan-starts", "observer", 200),
    ("GET", "api-plan-preview", "anonymous", 401),
    ("GET", "api-plan-preview", "observer", 400),
    ("POST", "api-plan-ask-start", "anonymous", 401),
    ("POST", "api-plan-ask-start", "commander", 400),
    *(
        ("POST", f"api-{name}", who, status)
        for name in (
            "plan-sign",
            "activation-step",
            "activation-end",
            "activation-amend",
            "activation-confirm",
        )
        for who, status in (("anonymous", 401), ("observer", 400), ("commander", 400))
    ),
]
