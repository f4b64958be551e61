"""Paths of the API of the areas that have fallen quiet."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.quiet.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("quiet-areas/", views.QuietAreas.as_view(), name="api-quiet-areas"),
    path("quiet-areas/<uuid:area_id>/", views.OneQuietArea.as_view(), name="api-quiet-area"),
    path("townships/", views.Townships.as_view(), name="api-townships"),
    path("silences/", views.Silences.as_view(), name="api-silences"),
]
