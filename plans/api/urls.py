"""Paths of the plans API."""

from django.urls import include, path

from plans.api import file_views, review_views, version_views, views

urlpatterns = [
    path("plans/", views.Plans.as_view(), name="api-plans"),
    path("plans/activations/", views.Activations.as_view(), name="api-plan-activations"),
    path("plans/<uuid:plan_id>/", views.Plan.as_view(), name="api-plan"),
    path("plans/<uuid:plan_id>/revise/", views.RevisePlan.as_view(), name="api-plan-revise"),
    path("plans/<uuid:plan_id>/publish/", views.PublishPlan.as_view(), name="api-plan-publish"),
    path(
        "plans/<uuid:plan_id>/activate/", views.ActivatePlan.as_view(), name="api-plan-activate"
    ),
    path(
        "plans/<uuid:plan_id>/versions/",
        version_views.Versions.as_view(),
        name="api-plan-versions",
    ),
    path(
        "plans/versions/<uuid:version_id>/",
        version_views.Version.as_view(),
        name="api-plan-version",
    ),
    path(
        "plans/versions/<uuid:version_id>/files/",
        file_views.VersionFiles.as_view(),
        name="api-plan-version-files",
    ),
    path("plans/<uuid:plan_id>/files/", file_views.PlanFiles.as_view(), name="api-plan-files"),
    path(
        "plans/<uuid:plan_id>/files/<uuid:file_id>/remove/",
        file_views.RemovePlanFile.as_view(),
        name="api-plan-file-remove",
    ),
    path("plans/<uuid:plan_id>/diff/", version_views.Diff.as_view(), name="api-plan-diff"),
    *(
        path(f"plans/<uuid:plan_id>/{verb}/", view.as_view(), name=f"api-plan-{verb}")
        for verb, view in review_views.VERBS.items()
    ),
    path("", include("plans.editor.api.urls")),
    path("", include("plans.compiler.api.urls")),
    path("", include("plans.interlock.api.urls")),
    path("", include("plans.readiness.api.urls")),
    path("", include("plans.activation.api.urls")),
]
