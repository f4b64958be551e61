"""Every path that is asked for: without a key by the table of paths, others entered here."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# The parts of an incident's room that show what it holds.
OF_AN_IMAGE = ("image", "image-tile", "api-image-marks", "api-image-releases")
TABS = ("timeline", "tasks", "forces", "imagery", "scene", "scene-panel", "plan", "file")
# What is shown to whom is told elsewhere, or is the machine's own.
NOT_LOOKED_AT = {
    "login", "logout", "sign-in-code", "demo-code", "schema", "api-docs",
    "api-plan-schema",
}  # fmt: skip


def without_a_key(patterns=None, prefix=""):
    """Yield the paths that take no key, by the table of paths."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from without_a_key(each.url_patterns, path)
        elif (
            isinstance(each, URLPattern) and "<" not in path and each.name not in NOT_LOOKED_AT
        ):
            yield f"/{path}"


def with_the_key(world):
    """Return the paths of single things and of what hangs on the incident."""
    incident = world["incident"]
    one = {"incident_id": incident.pk}
    room = {"room": incident.room_id}
    return [
        reverse("api-incident", kwargs=one),
        reverse("api-incident-figures", kwargs=one),
        reverse("api-incident-notes", kwargs=one),
        reverse("api-incident-responses", kwargs=one),
        reverse("api-incident-proposals", kwargs=one),
        reverse("api-incident-images", kwargs=one),
        reverse("incident", kwargs=one),
        reverse("incident-standing", kwargs=one),
        reverse("api-incident-related", kwargs=one),
        reverse("api-incident-figures-standing", kwargs=one),
        reverse("api-incident-grade-suggestion", kwargs=one),
        reverse("incident-plot", kwargs=one),
        reverse("incident-plot-list", kwargs=one),
        reverse("api-incident-features", kwargs=one),
        reverse("api-incident-features-removed", kwargs=one),
        f"{reverse('api-incident-features-inside', kwargs=one)}?lon=109.8&lat=40.5&metres=9000",
        reverse("api-feature", kwargs={"feature_id": world["feature"].pk}),
        reverse("api-feature-versions", kwargs={"feature_id": world["feature"].pk}),
        *(reverse(f"incident-{tab}", kwargs=one) for tab in TABS),
        reverse("incident-paper", args=[incident.pk, "after-action", "json"]),
        *(reverse(f"api-closing{part}", kwargs=one) for part in ("", "-open", "-lessons")),
        reverse("api-image", kwargs={"image_id": world["image"].pk}),
        reverse("media", kwargs={"sha256": world["image"].media.sha256}),
        *(reverse(name, args=[world["camera"].pk]) for name in OF_A_CAMERA),
        reverse("incident-cameras", kwargs=one),
        *(reverse(name, args=[world["image"].pk]) for name in OF_AN_IMAGE),
        reverse("api-incident-scene-reports", kwargs=one),
        reverse("api-scene-report", kwargs={"report_id": world["report"].pk}),
        reverse("api-team", kwargs={"team_id": world["team"].pk}),
        reverse("api-stock", kwargs={"stock_id": world["stock"].pk}),
        reverse("api-asset", kwargs={"asset_id": world["asset"].pk}),
        reverse("api-deployment", kwargs={"deployment_id": world["asset-out"].pk}),
        reverse("api-need", kwargs={"need_id": world["need"].pk}),
        reverse("api-request", kwargs={"request_id": world["request"].pk}),
        reverse("api-deployment", kwargs={"deployment_id": world["team-out"].pk}),
        reverse("api-deployment", kwargs={"deployment_id": world["stock-out"].pk}),
        reverse("api-task", kwargs={"task_id": world["task"].pk}),
        reverse("api-task-recipients", kwargs={"task_id": world["task"].pk}),
        reverse("api-message", kwargs={"message_id": world["order"].pk}),
        reverse("message", kwargs={"message_id": world["order"].pk}),
        reverse("api-instruction", kwargs={"instruction_id": world["instruction"].pk}),
        reverse("call", kwargs={"call_id": world["call"].pk}),
        reverse("incident-messages", kwargs=one),
        reverse("api-room-entries", kwargs=room),
        *(reverse(name, args=[world["warning"].pk]) for name in OF_A_WARNING),
        reverse("incident-warnings", kwargs=one),
        reverse("incident-warnings-panel", kwargs={**one, "part": "duties"}),
        reverse("api-incident-warnings", kwargs=one),
        f"{reverse('api-plan-activations')}?incident={incident.pk}",
        reverse("api-alarm", kwargs={"alarm_id": world["alarm"].pk}),
        *of_joint(world),
        *(drafts_of(world) if "plan" in world else []),
    ]


def of_joint(world):
    """Return the paths of what the authorities did together in the incident."""
    key = world["incident"].pk
    held, decided = world["consultation"].pk, world["decision"].pk
    return [
        *(
            reverse(f"api-incident-{name}", args=[key])
            for name in ("operations", "notifications", "consultations", "decisions")
        ),
        *(
            reverse(f"api-{name}", args=[world[name].pk])
            for name in ("operation", "notification", "consultation", "decision")
        ),
        reverse("incident-joint", args=[key]),
        reverse("incident-joint-panel", args=[key, "decisions"]),
        reverse("consultation", args=[key, held]),
        reverse("decision", args=[key, decided]),
        reverse("consultation-minutes", args=[key, held, "json"]),
    ]


OF_A_WARNING = (
    "warning", "warning-panel", "api-warning", "api-warning-versions", "api-warning-cap",
    "api-warning-cncap",
)  # fmt: skip


OF_A_CAMERA = ("camera", "camera-facts", "api-camera")


def drafts_of(world):
    """Return the paths of the plan that is being drafted."""
    ways = ("api-plan", "api-plan-yaml", "plan-yaml")
    return [reverse(name, kwargs={"plan_id": world["plan"].pk}) for name in ways]


def narrowed(world):
    """Return lists and panels that are asked about the incident by its key."""
    key = world["incident"].pk
    return [
        f"/?incident={key}",
        *(f"/board/{name}/?incident={key}" for name in ("peek", "incidents", "decisions")),
        f"/api/needs/?incident={key}",
        f"/api/requests/?incident={key}",
        f"/api/deployments/?incident={key}",
        f"/api/tasks/?incident={key}",
        f"/api/messages/?incident={key}",
        f"/c/thread/?at=incident:{key}",
        f"/api/log/?incident={key}",
        "/sta/v1.1/Things?$expand=Datastreams($expand=Observations)",
        "/sta/v1.1/Observations?$expand=Datastream,FeatureOfInterest",
    ]
