"""Paths of the imagery API."""

from django.urls import path

from incidents.imagery.api import steps, views

urlpatterns = [
    path("images/", views.Images.as_view(), name="api-images"),
    path("images/announce/", steps.Announced.as_view(), name="api-images-announce"),
    path("images/<uuid:image_id>/", views.OneImage.as_view(), name="api-image"),
    path(
        "images/<uuid:image_id>/preview/",
        steps.ImagePreview.as_view(),
        name="api-image-preview",
    ),
    path(
        "images/<uuid:image_id>/original/",
        steps.ImageOriginal.as_view(),
        name="api-image-original",
    ),
    path("images/<uuid:image_id>/marks/", steps.ImageMarks.as_view(), name="api-image-marks"),
    path(
        "images/<uuid:image_id>/releases/",
        steps.ImageReleases.as_view(),
        name="api-image-releases",
    ),
    path(
        "incidents/<uuid:incident_id>/images/",
        views.IncidentImages.as_view(),
        name="api-incident-images",
    ),
]
