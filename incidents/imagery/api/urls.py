"""Paths of the imagery API."""

from django.urls import path

from incidents.imagery.api import views

urlpatterns = [
    path("images/", views.Images.as_view(), name="api-images"),
    path("images/<uuid:image_id>/", views.OneImage.as_view(), name="api-image"),
    path(
        "incidents/<uuid:incident_id>/images/",
        views.IncidentImages.as_view(),
        name="api-incident-images",
    ),
]
