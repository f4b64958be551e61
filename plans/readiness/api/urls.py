"""Paths of the API of readiness."""

from django.urls import path

from plans.readiness.api import views

urlpatterns = [
    path("plans/readiness/", views.Readiness.as_view(), name="api-readiness"),
    path(
        "plans/<uuid:plan_id>/readiness/",
        views.PlanReadiness.as_view(),
        name="api-plan-readiness",
    ),
    path(
        "plans/activations/<uuid:activation_id>/backtest/",
        views.ActivationBacktest.as_view(),
        name="api-plan-backtest",
    ),
]
