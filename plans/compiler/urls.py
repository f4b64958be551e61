"""Paths of the people's pages of compiler."""

from django.urls import path

from plans.compiler import views

urlpatterns = [
    path("p/errors/", views.errors, name="plan-errors"),
    path("p/<uuid:plan_id>/check/", views.check, name="plan-check"),
]
