"""The interface for machines: how it is entered, and how it describes itself."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["command.core.api.authentication.BySession"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["command.core.api.renderers.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["command.core.api.parsers.JsonParser"],
    "DEFAULT_SCHEMA_CLASS": "command.core.api.schema.Schema",
    "EXCEPTION_HANDLER": "command.core.api.errors.answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Joint Command",
    "DESCRIPTION": "The open interface of the four cities' joint emergency command.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/",
    # One name for one list of choices, however many fields hold it.
    "ENUM_NAME_OVERRIDES": {
        "AddresseeEnum": "incidents.joint.lifecycle.ADDRESSEES",
        "CameraKindEnum": "incidents.cameras.kinds.CameraKind",
        "CameraSourceEnum": "incidents.cameras.kinds.Source",
        "ConsultationKindEnum": "incidents.joint.lifecycle.ConsultationKind",
        "DeploymentStatusEnum": "resources.lifecycle.DeploymentStatus",
        "FeatureCategoryEnum": "incidents.plotting.api.serializers.CODES",
        "ImageKindEnum": "incidents.imagery.models.image.Image.Kind",
        "LoanStatusEnum": "resources.loans.lifecycle.LoanStatus",
        "MessageKindEnum": "incidents.messaging.models.Message.Kind",
        "NoteCategoryEnum": "incidents.lifecycle.Category",
        "PlanKindEnum": "plans.models.plan.Plan.Kind",
        "PlanStateEnum": "plans.models.version.PlanVersion.State",
        "RequestAnswerEnum": "resources.lifecycle.Answer",
        "ReportKindEnum": "incidents.reports.api.serializers.KINDS",
        "ShortfallAnswerEnum": "plans.interlock.lifecycle.Answer",
        "TaskKindEnum": "command.tasking.lifecycle.TaskKind",
        "TeamKindEnum": "resources.lifecycle.TeamKind",
        "TeamStatusEnum": "resources.lifecycle.TeamStatus",
        "VerdictEnum": "incidents.lifecycle.Verdict",
    },
}
