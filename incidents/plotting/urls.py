"""Paths of the people's pages of plotting."""

from django.urls import path

from incidents.plotting import views

urlpatterns = [
    path("i/<uuid:incident_id>/plot/", views.page, name="incident-plot"),
    path("i/<uuid:incident_id>/plot/list/", views.listed, name="incident-plot-list"),
    path("i/<uuid:incident_id>/plot/inside/", views.inside, name="incident-plot-inside"),
]
