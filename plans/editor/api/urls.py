"""Paths of the API of editor."""

from django.urls import path

from plans.editor.api import views

urlpatterns = [
    path("plans/schema/", views.PlanSchema.as_view(), name="api-plan-schema"),
    path("plans/import/", views.ImportPlan.as_view(), name="api-plan-import-file"),
    path("plans/<uuid:plan_id>/yaml/", views.PlanYaml.as_view(), name="api-plan-yaml"),
]
