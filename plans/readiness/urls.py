"""Paths of the people's pages of readiness."""

from django.urls import path

from plans.readiness import views

urlpatterns = [
    path("p/readiness/", views.readiness, name="readiness"),
    path("p/readiness/panel/", views.panel, name="readiness-panel"),
    path("p/<uuid:plan_id>/readiness/", views.plan_readiness, name="plan-readiness"),
    path("p/<uuid:plan_id>/readiness/panel/", views.plan_panel, name="plan-readiness-panel"),
    path("p/<uuid:plan_id>/readiness/run/", views.run, name="plan-readiness-run"),
]
