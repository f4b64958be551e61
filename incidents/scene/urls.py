"""Paths of scene."""

from django.urls import path

from incidents.scene import views

urlpatterns = [
    path("i/<uuid:incident_id>/scene/", views.scene, name="incident-scene"),
    path("i/<uuid:incident_id>/scene/panel/", views.panel, name="incident-scene-panel"),
]
