"""Paths of the API of compiler."""

from django.urls import path

from plans.compiler.api import views

urlpatterns = [
    path("plans/check/", views.CheckDocument.as_view(), name="api-plan-check-document"),
    path("plans/errors/", views.Errors.as_view(), name="api-plan-errors"),
    path("plans/<uuid:plan_id>/check/", views.CheckPlan.as_view(), name="api-plan-check"),
]
